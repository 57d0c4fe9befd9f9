"""The range model refitted by NumPyro's NUTS: one person as JSON in, edges at the last moment and diagnostics out.

Runs in the Python that has NumPyro. Written from the equations alone, so it shares no code with the program. Its walk
never turns back: with the ends of the model's the sampler did not converge.
"""

import json
import sys
import time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.stats import norm
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from numpyro.infer import MCMC, NUTS

BELOW, PRESENT, ABOVE = 0, 1, 2


def main() -> None:
    numpyro.enable_x64()
    asked = json.load(sys.stdin)
    person = {name: np.asarray(values) for name, values in asked["person"].items()}
    began, worked = time.perf_counter(), time.process_time()
    sampler = MCMC(
        NUTS(_model, target_accept_prob=0.9),
        num_warmup=1000,
        num_samples=asked["draws"],
        num_chains=2,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(asked["seed"]), person, asked["prior"])
    draws = sampler.get_samples(group_by_chain=True)
    edges = [np.asarray(draws[name]) for name in ("lower", "upper")]
    # On a busy machine the clock also counts the others; the work also counts every thread. The less of both is fair.
    seconds = min(time.perf_counter() - began, time.process_time() - worked)
    print(json.dumps({"seconds": seconds, **_summary(edges)}))


def _summary(edges: list[np.ndarray]) -> dict[str, Any]:
    return {
        "mean": [float(edge.mean()) for edge in edges],
        "spread": [float(edge.std()) for edge in edges],
        "band": [[float(value) for value in np.quantile(edge, (0.05, 0.95))] for edge in edges],
        "rhat": max(float(split_gelman_rubin(values)) for values in _told_of(edges)),
        "draws": min(float(effective_sample_size(values)) for values in _told_of(edges)),
    }


def _told_of(edges: list[np.ndarray]) -> list[np.ndarray]:
    """Draws whose means are compared: of each edge, and of its squared distance from its mean."""
    return [*edges, *((edge - edge.mean()) ** 2 for edge in edges)]


def _model(person: dict[str, np.ndarray], prior: dict[str, float]) -> None:
    log = {
        name: numpyro.sample(name, dist.Normal(np.log(prior[name]), prior[f"{name}_spread"]))
        for name in ("softness", "drift", "width")
    }
    centre = numpyro.sample("centre", dist.Normal(0, prior["centre_spread"]))
    gaps = np.diff(person["day"])
    steps = numpyro.sample("steps", dist.Normal(0, 1).expand([2, len(gaps)]).to_event(2))
    walked = jnp.cumsum(jnp.exp(log["drift"]) * np.sqrt(gaps) * steps, axis=1)
    walked = jnp.concatenate([jnp.zeros((2, 1)), walked], axis=1)
    half = jnp.exp(log["width"] + walked[1]) / 2
    lower, upper = centre + walked[0] - half, centre + walked[0] + half
    numpyro.deterministic("lower", lower[-1])
    numpyro.deterministic("upper", upper[-1])
    softness, lapse = jnp.exp(log["softness"]), prior["lapse"]
    low, high = person["low"], person["high"]
    below = lapse / 3 + (1 - lapse) * _mean_ramp(lower - high, lower - low, softness)
    above = lapse / 3 + (1 - lapse) * _mean_ramp(low - upper, high - upper, softness)
    outcome = person["outcome"]
    chance = jnp.select(
        [outcome == BELOW, outcome == PRESENT, outcome == ABOVE], [below, 1 - below - above, above], below + above
    )
    numpyro.factor("moments", jnp.log(jnp.maximum(chance, 1e-300)).sum())


def _mean_ramp(first: jnp.ndarray, last: jnp.ndarray, softness: jnp.ndarray) -> jnp.ndarray:
    """The mean of the normal distribution function over a stretch, by its antiderivative."""

    def total(x: jnp.ndarray) -> jnp.ndarray:
        z = x / softness
        return softness * (z * norm.cdf(z) + norm.pdf(z))

    return (total(last) - total(first)) / (last - first)


if __name__ == "__main__":
    main()

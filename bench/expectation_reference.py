"""Both models of expectation refitted by NumPyro's NUTS: one life as JSON in, means and spreads and diagnostics out.

Runs in the Python that has NumPyro. Written from the equations alone, so it shares no code with the program.
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
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from numpyro.infer import MCMC, NUTS


def main() -> None:
    numpyro.enable_x64()
    asked = json.load(sys.stdin)
    life = {name: np.asarray(values) for name, values in asked["life"].items()}
    model = {"records": _records, "felt": _felt}[asked["model"]]
    began = time.perf_counter()
    sampler = MCMC(
        NUTS(model, target_accept_prob=0.9),
        num_warmup=1000,
        num_samples=asked["draws"],
        num_chains=2,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(asked["seed"]), life, asked["prior"])
    shown = np.asarray(sampler.get_samples(group_by_chain=True)["shown"])
    print(json.dumps({"seconds": time.perf_counter() - began, **_summary(shown)}))


def _summary(shown: np.ndarray) -> dict[str, Any]:
    """shown: [chain, draw, quantity]"""
    return {
        "mean": shown.mean(axis=(0, 1)).tolist(),
        "spread": shown.std(axis=(0, 1)).tolist(),
        "rhat": float(np.max(split_gelman_rubin(shown))),
        "draws": float(np.min(effective_sample_size(shown))),
    }


def _records(life: dict[str, np.ndarray], prior: dict[str, Any]) -> None:
    """Log-odds of each person walk from trial to trial; shown are those after each person's last trial."""
    middle, spread = prior["people"]
    people = middle + spread * numpyro.sample("people", dist.Normal(0, 1))
    apart = jnp.exp(numpyro.sample("apart", dist.Normal(np.log(prior["apart"][0]), prior["apart"][1])))
    drift = jnp.exp(numpyro.sample("drift", dist.Normal(np.log(prior["drift"][0]), prior["drift"][1])))
    count = int(life["someone"].max()) + 1
    first = people + apart * numpyro.sample("first", dist.Normal(0, 1).expand([count]).to_event(1))
    steps = numpyro.sample("steps", dist.Normal(0, 1).expand([len(life["day"])]).to_event(1))
    shown = []
    chances = 0.0
    for someone in range(count):
        mine = np.flatnonzero(life["someone"] == someone)
        gaps = np.diff(life["day"][mine], prepend=life["day"][mine][:1])
        log_odds = first[someone] + jnp.cumsum(drift * np.sqrt(gaps) * steps[mine])
        signs = np.where(life["came_true"][mine], -1.0, 1.0)
        chances += jax.nn.log_sigmoid(signs * (log_odds - life["hardness"][mine])).sum()
        shown.append(log_odds[-1])
    numpyro.deterministic("shown", jnp.stack(shown))
    numpyro.factor("trials", chances)


def _felt(life: dict[str, np.ndarray], prior: dict[str, Any]) -> None:
    """Shown are the two rates and the change since the first time."""
    middle, worth = prior["noise"]
    variance = numpyro.sample("variance", dist.InverseGamma(worth / 2, worth / 2 * middle**2))
    noise = jnp.sqrt(variance)
    rates = numpyro.sample("rates", dist.Uniform(0, 1).expand([2]).to_event(1))
    start, spread = prior["start"]
    first = start + spread * noise / middle * numpyro.sample("first", dist.Normal(0, 1))

    def move(now: jnp.ndarray, harm: jnp.ndarray) -> tuple[jnp.ndarray, jnp.ndarray]:
        moved = now + jnp.where(harm > 0, rates[1], rates[0]) * (harm - now)
        return moved, moved

    last, path = jax.lax.scan(move, first, jnp.asarray(life["harm"]))
    numpyro.deterministic("shown", jnp.stack([rates[0], rates[1], last - first]))
    numpyro.sample("ratings", dist.Normal(path, noise).to_event(1), obs=life["rating"])


if __name__ == "__main__":
    main()

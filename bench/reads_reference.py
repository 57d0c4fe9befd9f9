"""Both forms of reads refitted by NumPyro's NUTS: one table as JSON in, how often alarms have cause out.

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

LEVELS = 3


def main() -> None:
    numpyro.enable_x64()
    asked = json.load(sys.stdin)
    counts = {name: np.asarray(asked[name], dtype=float) for name in ("cause", "none", "unknown")}
    print(json.dumps({form: _fit(model, counts, asked) for form, model in FORMS.items()}))


def _fit(model: Any, counts: dict[str, np.ndarray], asked: dict[str, Any]) -> dict[str, Any]:
    began, worked = time.perf_counter(), time.process_time()
    sampler = MCMC(
        NUTS(model, target_accept_prob=0.9),
        num_warmup=1000,
        num_samples=asked["draws"],
        num_chains=2,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(asked["seed"]), counts, asked["prior"])
    share = np.asarray(sampler.get_samples(group_by_chain=True)["share"])
    told_of = (share, (share - share.mean()) ** 2)
    return {
        # On a busy machine the clock also counts the others; the work also counts every thread.
        "seconds": min(time.perf_counter() - began, time.process_time() - worked),
        "mean": float(share.mean()),
        "spread": float(share.std()),
        "rhat": max(float(split_gelman_rubin(values)) for values in told_of),
        "draws": min(float(effective_sample_size(values)) for values in told_of),
    }


def _signal(counts: dict[str, np.ndarray], prior: dict[str, float]) -> None:
    base = numpyro.sample("base", dist.Normal(0, prior["base"]))
    total = counts["cause"].sum() * base - (counts["cause"] + counts["none"]).sum() * jax.nn.softplus(base)
    chances = [_dial(name, prior) for name in ("body", "behaviour")]
    cells = [jnp.log(chances[0][z][:, None] * chances[1][z][None, :]) for z in (0, 1)]
    total += (counts["none"] * cells[0] + counts["cause"] * cells[1]).sum()
    either = jnp.logaddexp(cells[0] - jax.nn.softplus(base), cells[1] + base - jax.nn.softplus(base))
    numpyro.factor("alarms", total + (counts["unknown"] * either).sum())
    numpyro.deterministic("share", jax.nn.sigmoid(base))


def _dial(name: str, prior: dict[str, float]) -> tuple[jnp.ndarray, jnp.ndarray]:
    distance = numpyro.sample(f"{name} distance", dist.Normal(0, prior["telling"]))
    middle = numpyro.sample(f"{name} middle", dist.Normal(0, prior["middle"]))
    gap = numpyro.sample(f"{name} gap", dist.LogNormal(np.log(prior["gap"]), prior["gap_spread"]))
    return tuple(_levels(middle - gap / 2 - lies, middle + gap / 2 - lies) for lies in (-distance / 2, distance / 2))


def _levels(first: jnp.ndarray, second: jnp.ndarray) -> jnp.ndarray:
    low, high = jax.nn.sigmoid(first), jax.nn.sigmoid(second)
    return jnp.maximum(jnp.array([low, high - low, 1 - high]), 1e-12)


def _pattern(counts: dict[str, np.ndarray], prior: dict[str, float]) -> None:
    base = numpyro.sample("base", dist.Normal(0, prior["base"]))
    body, behaviour = (numpyro.sample(name, dist.Normal(0, prior["slope"])) for name in ("body", "behaviour"))
    place = np.array([-1.0, 0.0, 1.0])
    odds = base + body * place[:, None] + behaviour * place[None, :]
    resolved = counts["cause"] + counts["none"]
    numpyro.factor("alarms", (counts["cause"] * odds - resolved * jax.nn.softplus(odds)).sum())
    cells = (resolved + counts["unknown"]).reshape(-1)
    shares = numpyro.sample("cells", dist.Dirichlet(cells + 1 / cells.size))
    numpyro.deterministic("share", (shares * jax.nn.sigmoid(odds).reshape(-1)).sum())


FORMS = {"signal": _signal, "pattern": _pattern}


if __name__ == "__main__":
    main()

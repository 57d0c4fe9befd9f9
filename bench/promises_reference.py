"""Promises refitted by NumPyro's NUTS: promises with their worth as JSON in, how often each size is kept out.

Runs in the Python that has NumPyro. Written from the equations alone, so it shares no code with the program.
"""

import json
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from numpyro.infer import MCMC, NUTS

SIZES = 5


def main() -> None:
    numpyro.enable_x64()
    asked = json.load(sys.stdin)
    began = time.perf_counter()
    sampler = MCMC(
        NUTS(_model, target_accept_prob=0.95),
        num_warmup=1000,
        num_samples=4000,
        num_chains=2,
        chain_method="sequential",
        progress_bar=False,
    )
    data = [jnp.asarray(asked[name], dtype=float) for name in ("size", "kept", "worth")]
    sampler.run(jax.random.PRNGKey(asked["seed"]), *data, asked["prior"])
    chance = np.asarray(sampler.get_samples(group_by_chain=True)["chance"])
    print(json.dumps({"seconds": time.perf_counter() - began, **_summary(chance)}))


def _model(size: jnp.ndarray, kept: jnp.ndarray, worth: jnp.ndarray, prior: dict) -> None:  # type: ignore[type-arg]
    smallest = numpyro.sample("smallest", dist.Normal(*prior["smallest"]))
    steeper = numpyro.sample("steeper", dist.HalfNormal(prior["steeper"]))
    odds = smallest - steeper * (size - 1)
    numpyro.deterministic("chance", jax.nn.sigmoid(smallest - steeper * jnp.arange(SIZES)))
    numpyro.factor("promises", (worth * jax.nn.log_sigmoid(jnp.where(kept > 0, odds, -odds))).sum())


def _summary(chance: np.ndarray) -> dict[str, object]:
    """chance: [chain, draw, size]"""
    low, high = np.quantile(chance, [0.05, 0.95], axis=(0, 1))
    return {
        "mean": chance.mean(axis=(0, 1)).tolist(),
        "spread": chance.std(axis=(0, 1)).tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "rhat": float(np.max(split_gelman_rubin(chance))),
        "draws": float(np.min(effective_sample_size(chance))),
    }


if __name__ == "__main__":
    main()

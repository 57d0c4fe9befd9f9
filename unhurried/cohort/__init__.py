"""Who it was tried on: made-up people who live through the same journey functions as everyone else."""

"""Room steps: ideas, planning in three screens, what came of it, and what next."""

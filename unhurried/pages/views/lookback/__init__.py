"""Room lookback: what was written, and bringing in from elsewhere."""

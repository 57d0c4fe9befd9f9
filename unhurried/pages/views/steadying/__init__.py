"""Room steadying: checking in, practising, and what the records of both say."""

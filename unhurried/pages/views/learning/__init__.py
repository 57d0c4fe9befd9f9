"""Room learning: search, and sheets for a memory, a feeling, a talk and a question."""

"""Room learning: short cards with their claims, search, and sheets for a memory, a feeling, a talk and a question."""

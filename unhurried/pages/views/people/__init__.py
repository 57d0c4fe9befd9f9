"""Room people: people and groups by code name, what is held with each, hurts and what came after, easier moments."""

"""Room door: coming in, leaving, and how the app is kept."""

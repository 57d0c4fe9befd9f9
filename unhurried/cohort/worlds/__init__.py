"""Made-up people who live a year of small steps, so that planners can be compared (docs/explanation/planner.md)."""

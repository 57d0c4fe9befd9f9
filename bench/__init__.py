"""Measured side by side with what people would otherwise use. `python -m bench --list` names every measurement."""

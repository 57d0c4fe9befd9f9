"""Room selftrust: tiny promises, signals that were heard, and who I am now."""

"""Room safety: help that needs no key, the questions about danger, and what is put together for bad hours."""

"""Room learning: short cards with their grade, caveat and source, and the page of all claims."""

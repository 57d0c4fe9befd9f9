"""What is true: frozen structs and plain functions. No Django, no NumPy, no clock, no words for the screen."""

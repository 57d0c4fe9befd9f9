"""Room limits: saying a limit behind the gate, phrases to begin from, and how it was received."""

"""What the person does: one function per act. The notebook, the clock and the generator are arguments."""

"""Room needs: naming what one needs with others, how much it weighs, and who or what meets it."""

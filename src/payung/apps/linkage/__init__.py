"""Two rows of one person: pairs that may be the same, what was decided about them, and merging with a way back."""

"""How probable it is that two records are one person's, from weights that the rosters themselves give."""

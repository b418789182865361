"""Finds where a roster begins on a sheet and which column holds what."""

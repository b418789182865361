"""Typed text becomes whole numbers that can be compared, the same for a million rows and for one."""

"""Kinds of error. Each is a pure function of a text and a random whole number, from which it takes its choices."""

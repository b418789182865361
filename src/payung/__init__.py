"""Payung: brings every worker of an Indonesian city under employment social security, and keeps them there."""

__version__ = "0.1.0"

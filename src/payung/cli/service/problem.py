"""What stops a command, said in one sentence to the person at the shell."""

import click


class Problem(click.ClickException):
    """One sentence: what is wrong, where, and what to do. Shown without a traceback; the command ends with 1."""

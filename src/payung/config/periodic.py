"""The one list of periodic jobs."""

from procrastinate import App


def register(app: App) -> None:
    """Attach the periodic jobs to the queue; called when procrastinate is ready."""

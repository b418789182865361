"""What a command says when something happened that nobody foresaw."""

import datetime as dt
import errno
import os
import traceback
from contextlib import suppress

from payung.cli.service.state import state


def unexpected(error: Exception) -> str:
    """One sentence; where in the code it happened goes to a private file, without values, which may be personal."""
    if type(error).__name__ == "ImproperlyConfigured":
        return str(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"The disk is full{f' ({error.filename})' if error.filename else ''}: make room and start again."
    if isinstance(error, PermissionError):
        return f"{error.filename or 'A file'} may not be read or written by this account: mend its permissions."
    if isinstance(error, ModuleNotFoundError):
        return f"The Python module {error.name or error} is not installed: run `make install`."
    place = state().logs / "errors.log"
    with suppress(OSError):
        _note(error, place)
    return f"Payung met an error it did not expect ({type(error).__name__}); where it happened stands in {place}."


def _note(error: Exception, place: os.PathLike[str]) -> None:
    words = "".join(traceback.format_tb(error.__traceback__))
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        file.write(f"{dt.datetime.now(dt.UTC).isoformat()} {type(error).__name__}\n{words}\n")

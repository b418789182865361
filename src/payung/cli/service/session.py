"""The one running service of a state folder: who it is, for the second who tries."""

import json
import os
from dataclasses import dataclass

from payung.cli.service.files import write_private
from payung.cli.service.locks import Lock
from payung.cli.service.problem import Problem
from payung.cli.service.state import State


@dataclass
class Session:
    """Holds the state folder for one service; let go when the process ends, however it ends."""

    state: State
    address: str
    after_crash: bool = False

    def open(self) -> "Session":
        """Take the folder, or say who has it."""
        note = self.state.folder / "running.json"
        self._lock = Lock(self.state.lock("run"))
        if not self._lock.take():
            raise Problem(_who(note.read_text() if note.exists() else ""))
        self.after_crash = note.exists()
        write_private(note, json.dumps({"pid": os.getpid(), "address": self.address}))
        return self

    def close(self) -> None:
        (self.state.folder / "running.json").unlink(missing_ok=True)
        self._lock.release()


def _who(note: str) -> str:
    try:
        known = json.loads(note)
        who = f"(process {known['pid']}) at {known['address']}"
    except (ValueError, KeyError):
        who = "in this folder"
    return f"Payung runs already {who}: use it, stop it with Ctrl-C, or name another folder in PAYUNG_STATE."

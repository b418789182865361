"""What a command needs to reach the database: the environment of Django, with the database running."""

import os
from dataclasses import dataclass

from payung.cli.service.embedded import Attachment
from payung.cli.service.external import OWNER_URL, URL, external_addresses, is_external
from payung.cli.service.problem import Problem
from payung.cli.service.state import State, state

APP_ADDRESS, OWNER_ADDRESS = "PAYUNG_DATABASE_URL", "PAYUNG_OWNER_DATABASE_URL"


@dataclass(frozen=True)
class Database:
    """A database in use by this command. `owner` is None when only the application's address is known."""

    state: State
    app: str
    owner: str | None
    attachment: Attachment | None = None

    def environment(self, *, owner: bool) -> dict[str, str]:
        """Variables for Django; the owner's address only for tasks that change the schema or keys."""
        values = {APP_ADDRESS: self.app} | settings_environment(self.state)
        return values | ({OWNER_ADDRESS: self.owner} if owner and self.owner else {})

    def child_environment(self, *, owner: bool = False) -> dict[str, str]:
        """The whole environment of a child process: ours, without any address that it must not know."""
        hidden = {URL, OWNER_URL, APP_ADDRESS, OWNER_ADDRESS}  # those given may be an administrator's
        inherited = {name: value for name, value in os.environ.items() if name not in hidden}
        return inherited | self.environment(owner=owner)

    def tend(self) -> None:
        """Bring the embedded server back if it and its keeper were killed."""
        if self.attachment is not None:
            self.attachment.revive()

    def close(self) -> None:
        if self.attachment is not None:
            self.attachment.close()


def settings_environment(folder: State) -> dict[str, str]:
    """Variables with which Django finds its settings, without any database."""
    return {
        "PAYUNG_STATE": str(folder.folder),
        "PAYUNG_KEYS": str(folder.keys),
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
    }


def open_state() -> State:
    """The state folder, made where it is not there; one that our own PostgreSQL cannot reach is refused."""
    folder = state()
    if not is_external():
        folder.refuse_closed()
    return folder.open()


def open_existing() -> Database:
    """Reach the database as `open_database` does, but make nothing: where none was prepared, a sentence says so."""
    folder = state()
    if is_external():
        return _external(folder)
    if not (folder.database / "PG_VERSION").exists():
        raise Problem(
            f"There is no database in {folder.folder}: name in PAYUNG_STATE the folder in which Payung keeps its own, "
            "or in DATABASE_URL the database that it uses."
        )
    return open_database()


def open_database() -> Database:
    """Reach the database named in DATABASE_URL, or start the embedded one; close it when done."""
    folder = open_state()
    if is_external():
        return _external(folder)
    attachment = Attachment(folder).open()
    return Database(folder, attachment.addresses.app, attachment.addresses.owner, attachment)


def _external(folder: State) -> Database:
    app, owner = external_addresses(folder)
    return Database(folder, app, owner)

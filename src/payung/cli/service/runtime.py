"""What a command needs to reach the database: the environment of Django, with the database running."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from payung.cli.service.embedded import Attachment
from payung.cli.service.external import external_addresses, is_external
from payung.cli.service.state import State, state

APP_ADDRESS, OWNER_ADDRESS = "PAYUNG_DATABASE_URL", "PAYUNG_OWNER_DATABASE_URL"
# The addresses as a person gives them. They may be an administrator's, so no child inherits them.
GIVEN_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL")
SETTINGS = "payung.config.settings"


@dataclass(frozen=True)
class Database:
    """A database in use by this command. `owner` is None when only the application's address is known."""

    state: State
    app: str
    owner: str | None
    attachment: Attachment | None = None

    def environment(self, *, owner: bool) -> dict[str, str]:
        """Variables for Django; the owner's address only for tasks that change the schema or keys."""
        values = {
            APP_ADDRESS: self.app,
            "PAYUNG_STATE": str(self.state.folder),
            "PAYUNG_KEYS": str(self.state.keys),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        return values | ({OWNER_ADDRESS: self.owner} if owner and self.owner else {})

    def child_environment(self, *, owner: bool = False) -> dict[str, str]:
        """The whole environment of a child process: ours, without any address that it must not know."""
        hidden = {*GIVEN_ADDRESSES, APP_ADDRESS, OWNER_ADDRESS}
        inherited = {name: value for name, value in os.environ.items() if name not in hidden}
        return inherited | self.environment(owner=owner)

    def tend(self) -> None:
        """Bring the embedded server back if it and its keeper were killed."""
        if self.attachment is not None:
            self.attachment.revive()

    def close(self) -> None:
        if self.attachment is not None:
            self.attachment.close()


def open_database() -> Database:
    """Reach the database named in DATABASE_URL, or start the embedded one; close it when done."""
    folder = state().open()
    if is_external():
        app, owner = external_addresses(folder)
        return Database(folder, app, owner)
    attachment = Attachment(folder).open()
    return Database(folder, attachment.addresses.app, attachment.addresses.owner, attachment)


@contextlib.contextmanager
def running_database(*, owner: bool = True) -> Iterator[dict[str, str]]:
    """Within it the database runs; yields Django's variables, with the owner's address if it is known and asked for."""
    database = open_database()
    try:
        yield database.environment(owner=owner)
    finally:
        database.close()

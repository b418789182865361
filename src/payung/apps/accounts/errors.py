"""Why something about accounts is refused: one clear sentence each."""


class AccountError(Exception):
    """An account that cannot be made or changed as asked."""

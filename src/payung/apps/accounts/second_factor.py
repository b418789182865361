"""Seals the secrets of second factors with a key kept beside the cities' keys: a stolen dump opens no account."""

import base64

from payung.shared.vault import ACCOUNTS, Vault, ensure_key

FIELD = "second_factor"


def seal(secret: str) -> str:
    """The secret sealed with the newest key, whose number stands before it."""
    number = ensure_key(ACCOUNTS)
    sealed = Vault.of_accounts(key_no=number).seal(FIELD, secret)
    return f"{number}:{base64.b64encode(sealed).decode()}"


def unseal(sealed: str) -> str:
    """The secret in the open; raises `VaultError` when its key is gone."""
    number, _, body = sealed.partition(":")
    return Vault.of_accounts(key_no=int(number)).open(FIELD, base64.b64decode(body))

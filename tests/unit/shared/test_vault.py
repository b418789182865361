"""Keys outside the database: what they seal, who may read them, and what happens when they are gone."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from payung.shared import vault
from payung.shared.vault import Vault, VaultError, add_key, ensure_key, key_file, key_numbers

CITY = 12710000000000


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = vault._folder
    vault.use_folder(tmp_path / "keys")
    yield tmp_path / "keys"
    vault.use_folder(before)


def test_the_same_value_seals_alike_in_one_field_and_differently_in_another(folder: Path) -> None:
    mine = Vault.of_city(CITY, key_no=add_key(CITY))
    assert mine.seal("nik", "1271990101800001") == mine.seal("nik", "1271990101800001")
    assert mine.seal("nik", "0812") != mine.seal("phone", "0812")
    assert mine.open("nik", mine.seal("nik", "1271990101800001")) == "1271990101800001"


def test_bytes_of_another_field_key_or_city_do_not_open(folder: Path) -> None:
    first, second = (Vault.of_city(CITY, key_no=add_key(CITY)) for _ in range(2))
    other = Vault.of_city(CITY + 1, key_no=add_key(CITY + 1))
    sealed = first.seal("nik", "1271990101800001")
    for opener, field in ((first, "phone"), (second, "nik"), (other, "nik")):
        with pytest.raises(VaultError):
            opener.open(field, sealed)
    with pytest.raises(VaultError):
        first.open("nik", b"")


def test_older_keys_stay_and_a_new_one_is_seen_at_once(folder: Path) -> None:
    first = add_key(CITY)
    sealed = Vault.of_city(CITY, key_no=first).seal("nik", "1")
    second = add_key(CITY)
    assert key_numbers(CITY) == [first, second]
    assert Vault.of_city(CITY, key_no=first).open("nik", sealed) == "1"
    assert Vault.of_city(CITY, key_no=second).seal("nik", "1") != sealed


def test_keys_are_readable_by_their_owner_alone(folder: Path) -> None:
    add_key(CITY)
    assert stat.S_IMODE(key_file(CITY).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_many_at_once_make_each_a_key_of_its_own(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: add_key(CITY), range(16)))
    assert sorted(numbers) == key_numbers(CITY) == list(range(1, 17))


def test_a_first_key_is_made_once(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: ensure_key("accounts"), range(8))) == {1}


def test_a_missing_or_damaged_file_is_a_sentence_and_is_not_written_over(folder: Path) -> None:
    with pytest.raises(VaultError, match="keys create"):
        Vault.of_city(CITY, key_no=1)
    add_key(CITY)
    with pytest.raises(VaultError, match="Key 2"):
        Vault.of_city(CITY, key_no=2)
    key_file(CITY).write_text('{"1": "damaged"}')
    for act in (lambda: Vault.of_city(CITY, key_no=1), lambda: add_key(CITY)):
        with pytest.raises(VaultError, match="damaged"):
            act()
    assert key_file(CITY).read_text() == '{"1": "damaged"}'


def test_a_file_that_cannot_be_read_is_a_sentence(folder: Path) -> None:
    key_file(CITY).mkdir(parents=True)
    for act in (lambda: Vault.of_city(CITY, key_no=1), lambda: add_key(CITY), lambda: key_numbers(CITY)):
        with pytest.raises(VaultError, match="cannot be read"):
            act()

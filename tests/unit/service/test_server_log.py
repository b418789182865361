"""PostgreSQL's last words, told to the person who started it."""

from pathlib import Path

import pytest

from payung.cli.service.server_log import cause_outside, known_cause, last_words, sentence_from

WHERE = Path("/data/database")
WORDS = {
    'FATAL:  could not write lock file "postmaster.pid": No space left on device': "is full: make room",
    'FATAL:  data directory "/data/database" has wrong ownership': "must be reachable by and belong to",
    "initdb: error: could not create directory: Read-only file system": "is read-only",
    "FATAL:  could not map anonymous shared memory: Cannot allocate memory": "not enough memory",
    "PANIC:  could not locate a valid checkpoint record at 0/1": "is damaged: restore the last backup",
    "FATAL:  database files are incompatible with server": "another version",
}


@pytest.mark.parametrize(("words", "sentence"), WORDS.items())
def test_known_words_have_a_sentence_with_the_place_and_the_mend(words: str, sentence: str) -> None:
    told = known_cause(f"LOG:  starting\n{words}\nLOG:  database system is shut down", where=WHERE)
    assert told is not None
    assert sentence in told
    assert str(WHERE) in told
    assert sentence_from(words, where=WHERE) == told


def test_a_full_disk_is_no_damage_even_if_the_server_panics() -> None:
    words = 'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device'
    assert "is full" in sentence_from(words, where=WHERE)


def test_data_that_was_never_made_is_not_called_damaged() -> None:
    assert cause_outside("PANIC:  something", where=WHERE) is None


def test_unknown_words_are_passed_on() -> None:
    assert "(it says: the moon is blue)" in sentence_from("LOG:  x\nFATAL:  the moon is blue\n", where=WHERE)


def test_only_the_words_of_the_last_start_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("FATAL:  before\n")
    size = log.stat().st_size
    log.write_text("FATAL:  before\nFATAL:  now\n")
    assert last_words(log, start=size) == "FATAL:  now\n"
    assert last_words(tmp_path / "none") == ""

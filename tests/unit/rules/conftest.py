"""A changed law for tests: the project's figures with one file replaced."""

import shutil

import pytest

from payung.rules.legislation import PROJECT_FOLDER, load


@pytest.fixture
def changed_law(tmp_path):
    """A function that loads the project's figures with some text of some files replaced."""

    def change(path: str, old: str, new: str):
        folder = tmp_path / f"law-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(PROJECT_FOLDER, folder)
        file = folder.joinpath(*path.split(".")).with_suffix(".yaml")
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return load(folder)

    return change

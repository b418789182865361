"""A model is learnt apart from linking, is read by people, and finds again the rates that rosters were drawn with."""

import datetime as dt
import itertools
import json
import re

import duckdb
import numpy as np
import pytest

from payung.matching.compare import fields as f
from payung.matching.run import Options, link
from payung.matching.score import chance, model_file
from payung.matching.score.chance import Strangers
from payung.matching.score.estimate import estimate
from payung.matching.score.model import COMPARED, Model, Size
from payung.matching.score.shares import size
from payung.matching.score.told import Told
from payung.rosters.tables import load
from tests.unit.matching.running import HEAD, SIX, both, invented, matched, true_pairs, written


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The folder of a run in one piece, of a model, and of a run with the model."""
    folder = tmp_path_factory.mktemp("trained")
    files = both(folder, invented(1500, "typical"))
    for arguments in (
        (*files, "--output", folder / "one.csv"),
        ("train", *files, "--model", folder / "model.json"),
        (*files, "--output", folder / "two.csv", "--model", folder / "model.json"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chance, "DRAWN", 50_000)
            assert matched(*arguments).exit_code == 0
    return folder


def test_training_and_then_linking_gives_the_links_of_one_run(trained):
    assert len((trained / "one.csv").read_bytes().splitlines()) > 600
    assert (trained / "two.csv").read_bytes() == (trained / "one.csv").read_bytes()


def test_a_model_is_dated_and_says_its_shares_in_words(trained):
    content = json.loads((trained / "model.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", content["made"])
    assert content["records"] == [1500, 808]
    assert content["shares"]["name"]["same words"]["same"] > 0.3
    assert content["shares"]["name"]["same words"]["stranger"] < 0.01
    assert content["shares"]["sex"]["names agree: same"]["stranger"] > 0.7
    for field in ("name", "dob", "mother", "phone", "kpj"):
        for kind in ("same", "relative", "stranger"):
            assert sum(level[kind] for level in content["shares"][field].values()) == pytest.approx(1, abs=1e-6)


def test_a_model_read_and_written_again_is_the_same_file(trained, tmp_path):
    model = model_file.read(trained / "model.json")
    model_file.write(model, tmp_path / "again.json", made=dt.date(2026, 11, 22), records=(1500, 808))
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    before = json.loads((trained / "model.json").read_text(encoding="utf-8"))
    assert {**again, "made": before["made"]} == before


@pytest.mark.usefixtures("few_draws")
def test_a_model_of_other_rosters_is_used_as_it_is(trained, tmp_path):
    files = both(tmp_path, invented(600, "dirty", seed=4))
    assert matched(*files, "--output", tmp_path / "own.csv").exit_code == 0
    assert matched(*files, "--output", tmp_path / "given.csv", "--model", trained / "model.json").exit_code == 0
    assert (tmp_path / "own.csv").read_bytes() != (tmp_path / "given.csv").read_bytes()


@pytest.mark.usefixtures("few_draws")
@pytest.mark.parametrize("form", ["two", "one"])
def test_from_few_pairs_a_model_is_hardly_learnt_and_from_none_not_at_all(tmp_path, form):
    one, model = written(tmp_path / "one.csv", SIX), tmp_path / "model.json"
    alike = written(tmp_path / "alike.csv", [*SIX, *(("b" + row[0], *row[1:]) for row in SIX[:4])])
    strangers = written(
        tmp_path / "strangers.csv", [("s", "3201010101500001", "Hendra Wijaya", "1950-01-01")], HEAD[:4]
    )
    none, few = ([one, strangers], [one, alike]) if form == "two" else ([one, "--dedupe"], [alike, "--dedupe"])
    result = matched("train", *none, "--model", model)
    assert (result.exit_code, model.exists()) == (2, False)
    assert result.stderr.startswith("No pair is probably one person")
    result = matched("train", *few, "--model", model, "--review", "0.06")
    assert (result.exit_code, model.exists(), result.stdout) == (0, True, "")
    assert re.fullmatch(
        r"Trained on only \d+ pairs .*: the weights in .* are mostly the starting ones\.\n", result.stderr
    )


# How often levels come among pairs of one person, and of strangers, that are drawn below.
SAME = {
    f.DAY.name: {1: 0.9, 4: 0.1}, f.SEX.name: {1: 0.97, 2: 0.03}, f.NAME.name: {1: 0.6, 2: 0.25, 8: 0.15},
    f.PHONE.name: {1: 0.55, 2: 0.05, 3: 0.4}, f.MOTHER.name: {1: 0.7, 3: 0.2, 5: 0.1},
}  # fmt: skip
STRANGER = {
    f.DAY.name: {1: 0.001, 4: 0.02, 8: 0.979}, f.SEX.name: {1: 0.5, 2: 0.5}, f.NAME.name: {1: 0.002, 2: 0.008, 8: 0.99},
    f.PHONE.name: {1: 0.002, 2: 0.001, 3: 0.997}, f.MOTHER.name: {1: 0.003, 3: 0.007, 5: 0.99},
}  # fmt: skip
RECORDS, PAIRS = 4000, 40_000


@pytest.fixture(scope="module")
def found() -> Model:
    """The model of 40,000 pairs, each twentieth one person's, whose levels are drawn at the rates above."""
    draw = np.random.default_rng(11)
    ours = draw.random(PAIRS) < 0.05
    levels = {field.name: np.zeros(PAIRS, np.int8) for field in f.FIELDS}
    for rates, rows in ((SAME, ours), (STRANGER, ~ours)):
        for name, shares in rates.items():
            levels[name][rows] = draw.choice(list(shares), rows.sum(), p=list(shares.values()))
    told = Told.of(f.packed(levels))
    counts = {}
    for field in COMPARED:
        share = np.full(field.size, 1e-6)
        for level, rate in STRANGER.get(field.name, {}).items():
            share[level] = rate
        counts[field.name] = np.resize(1e5 * share, size(field))
    none = Told.of(np.zeros(0, np.int64))
    stranger = Strangers(counts, none, np.zeros(f.DAY.size))
    return estimate(told, stranger, Size(RECORDS, float(PAIRS)), lambda odds: odds / (1 + odds))


def test_known_rates_are_found_again(found):
    """2,000 pairs of one person: shares within three deviations, and what the kind of a household takes away.

    There are no households among the pairs drawn; a few pairs that agree in little are held for some.
    """
    for name, rates in SAME.items():
        for level, rate in rates.items():
            assert found.same[name][level] == pytest.approx(rate, abs=3 * (rate * (1 - rate) / 2000) ** 0.5 + 0.02), (
                name
            )


def test_the_number_of_matches_is_found_again(found):
    assert found.matched * RECORDS == pytest.approx(0.05 * PAIRS, rel=0.1)


BANDS = (0.06, 0.5, 0.9, 0.98, 1.0)


@pytest.fixture(scope="module")
def probabilities(tmp_path_factory) -> tuple[np.ndarray, np.ndarray]:
    """What is stated of the links of four pairs of rosters, and whether each is right."""
    stated, right = [], []
    for profile in ("typical", "dirty"):
        for seed in (1, 2):
            made = invented(3000, profile, seed=seed)
            with duckdb.connect() as base:
                paths = both(tmp_path_factory.mktemp("bands"), made)
                names = [load(base, f"side_{place}", path, {}).name for place, path in enumerate(paths)]
                links = link(base, names, Options(match=0.001, review=0.001))
                ids = [
                    base.execute(f"SELECT rec_id FROM {name} ORDER BY place").fetchnumpy()["rec_id"] for name in names
                ]
            truth = true_pairs(made)
            pairs = zip(ids[0][links.left[links.match]], ids[1][links.right[links.match]], strict=True)
            stated.append(links.probability[links.match])
            right.append([pair in truth for pair in pairs])
    return np.concatenate(stated), np.concatenate(right)


@pytest.mark.parametrize(("low", "high"), list(itertools.pairwise(BANDS)))
def test_probabilities_hold(probabilities, low, high):
    """In each band as many links are right as is stated, within a tenth and what so few links leave to chance.

    Rosters so small are doubted too much where little is said: one of three such links is right that was given a fifth.
    """
    stated, right = probabilities
    band = (stated >= low) & (stated <= high)
    expected = stated[band].mean()
    by_chance = 3 * (expected * (1 - expected) / band.sum()) ** 0.5
    held = 0.2 if low < 0.5 else 0.1 if high < 1 else 0.005
    assert band.sum() > 30
    assert right[band].mean() == pytest.approx(expected, abs=held + by_chance)

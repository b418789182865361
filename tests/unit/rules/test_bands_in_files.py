"""Bands and tiers inside a legislation file: a gap, an overlap or another order is an error with line and mend."""

import pytest

from payung.rules.legislation import LegislationError, load

HEAD = "description: a figure\nunit: words\nvalues:\n  - from: 2020-01\n    law: PP 1/2020\n    article: Pasal 1\n"
TAIL = "    source: a page\n    checked: 2026-11-21\n    confidence: page\n"


@pytest.fixture
def law(tmp_path):
    """Load one file whose value is a list with one band a line; the first band stands on line 8."""

    def write(*bands: str, nested: bool = False):
        indent = "        " if nested else "      "
        value = "    value:\n" + ("      group:\n" if nested else "")
        lines = "".join(f"{indent}- {each}\n" for each in bands)
        (tmp_path / "figure.yaml").write_text(HEAD + value + lines + TAIL, encoding="utf-8")
        return load(tmp_path)

    return write


@pytest.mark.parametrize(
    "bands",
    [
        ["{from: 0, base: 1}"],
        ["{from: 0, base: 1}", "{from: 5, base: 2}", "{from: 6, base: 2}"],
        ["{up_to: 0, rate: 1/2}", "{up_to: 5, rate: 1/3}", "{rate: 0}"],
        ["{from: 0, up_to: 4, base: 1}", "{from: 5, up_to: 5, base: 2}", "{from: 6, base: 3}"],
        ["{months: 12, amount: 1}", "{months: 6, amount: 2}"],
        ["JKK", "JKM"],
        ["5", "4"],
        ["{months: 12, amount: 1}", "none"],
    ],
    ids=["one", "by from", "by up_to", "by both", "no bands", "names", "numbers", "no bands and a name"],
)
def test_bands_that_join_are_accepted(law, bands):
    assert len(law(*bands).parameter("figure").values[0].value) == len(bands)


WRONG = {
    "begins above nothing": (["{from: 1, base: 1}"], 8, "the first band begins at 1, and what lies below has none"),
    "begins below nothing": (["{from: -1, base: 1}"], 8, "the first band begins at -1"),
    "descending from": (
        ["{from: 0}", "{from: 9}", "{from: 5}"],
        10,
        "'from' 5 does not lie above 9 of the band before",
    ),
    "equal from": (["{from: 0}", "{from: 5}", "{from: 5}"], 10, "'from' 5 does not lie above 5"),
    "descending up_to": (["{up_to: 9}", "{up_to: 5}", "{rate: 1}"], 9, "'up_to' 5 does not lie above 9"),
    "equal up_to": (["{up_to: 9}", "{up_to: 9}", "{rate: 1}"], 9, "'up_to' 9 does not lie above 9"),
    "negative up_to": (["{up_to: -1}", "{rate: 1}"], 8, "the first band ends at -1, below nothing"),
    "no open end": (["{up_to: 5}", "{up_to: 9}"], 9, "the last band has an end; take its 'up_to' out"),
    "no open end of one": (["{up_to: 5}"], 8, "the last band has an end; take its 'up_to' out"),
    "gap": (
        ["{from: 0, up_to: 4}", "{from: 6}"],
        9,
        "a gap lies between up_to 4 and from 6; let each band begin one above the end of the band before",
    ),
    "overlap": (["{from: 0, up_to: 4}", "{from: 4}"], 9, "the bands overlap between up_to 4 and from 4"),
    "band left out": (["{from: 0, up_to: 4}", "{from: 5, up_to: 9}", "{from: 20}"], 10, "a gap lies between"),
    "from left out": (["{from: 0}", "{base: 5}"], 9, "this band has no 'from', as others of the list do; add it"),
    "first from left out": (["{base: 0}", "{from: 5}"], 8, "this band has no 'from'"),
    "up_to left out": (["{up_to: 5}", "{rate: 1}", "{rate: 2}"], 9, "this band has no 'up_to'"),
    "rate as from": (["{from: 0}", "{from: 1/2}"], 9, "'from' of this band is no whole number; write one"),
    "text as up_to": (["{up_to: much}", "{rate: 1}"], 8, "'up_to' of this band is no whole number"),
    "truth as from": (["{from: false}"], 8, "'from' of this band is no whole number"),
    "no band": (["{from: 0}", "17"], 9, "17 is no band like the others of the list; write it as they are"),
}


@pytest.mark.parametrize(("bands", "line", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_bands_that_do_not_join_are_named_with_line_and_mend(law, bands, line, sentence):
    with pytest.raises(LegislationError) as caught:
        law(*bands)
    said = str(caught.value)
    assert f"figure.yaml, line {line}: " in said
    assert sentence in said
    assert said.endswith(".")


def test_bands_inside_a_list_are_checked_too(law):
    with pytest.raises(LegislationError, match=r"figure\.yaml, line 8: a gap lies between up_to 4 and from 9"):
        law("{name: a, bands: [{from: 0, up_to: 4}, {from: 9}]}")


def test_bands_inside_a_table_are_checked_too(law):
    with pytest.raises(LegislationError, match=r"figure\.yaml, line 10: a gap lies between up_to 4 and from 9"):
        law("{from: 0, up_to: 4}", "{from: 9}", nested=True)


@pytest.mark.parametrize(
    ("path", "row", "line_after"),
    [
        ("bpu.contribution.income_bands", "      - {from: 1100000, up_to: 1299999, base: 1200000}\n", "from 1300000"),
        (
            "jakon.contribution.tiers",
            "      - {from: 100000001, up_to: 500000000, jkk: 17/10000, jkm: 2/10000}\n",
            "from 500000001",
        ),
        ("business.scale.sales", "      - {from: 2000000001, up_to: 15000000000, scale: kecil}\n", "from 15000000001"),
    ],
)
def test_a_row_lost_from_a_file_of_the_project_is_found(changed_law, path, row, line_after):
    with pytest.raises(LegislationError, match=rf"yaml, line \d+: a gap lies between up_to \d+ and {line_after}"):
        changed_law(path, row, "")

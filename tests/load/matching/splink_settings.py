"""What Splink is told of each set; read only inside an environment of Splink, 4 or 5.

The rosters: the settings of the measured baselines. The public sets: what the demonstrations of Splink's own
documentation tell it (docs/demos/examples/duckdb), every one that fits the set, so that its best can be taken.
FEBRL 1 and 2 have no demonstration and take that of FEBRL 3.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import block_on


@dataclass(frozen=True)
class Recipe:
    """Comparisons, the rules that draw up pairs, and how the weights are trained."""

    comparisons: Sequence[Any]
    rules: Sequence[Any]
    certain: Sequence[Any]  # rules whose pairs are nearly all true: they give the share of true pairs
    recall: float  # of those rules
    trained_on: Sequence[Any]  # blocks of expectation maximisation
    pairs: float = 1e6  # random ones, for u
    quick: bool = False  # expectation maximisation without term frequencies
    added: dict[str, str] = field(default_factory=dict)  # columns made of others, in SQL
    told: dict[str, Any] = field(default_factory=dict)


def rosters(columns: Sequence[str]) -> Recipe:
    """Two rosters in canonical columns; what a roster does not have is not compared.

    The nine rules are the best in F1 of the eight sets of nine that were tried on samples of 100,000.
    """
    compared = {
        "nik": cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
        "name": cl.JaroWinklerAtThresholds("name", [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True),
        "dob": cl.DateOfBirthComparison("dob", input_is_string=True),
        "sex": cl.ExactMatch("sex"),
        "phone": cl.LevenshteinAtThresholds("phone", [1, 2]),
        "mother": cl.JaroWinklerAtThresholds("mother", [0.92, 0.7]),
        "street": cl.JaroWinklerAtThresholds("street", [0.92, 0.8]),
        "kelurahan": cl.ExactMatch("kelurahan").configure(term_frequency_adjustments=True),
        "kpj": cl.ExactMatch("kpj"),
    }
    return Recipe(
        comparisons=[compared[name] for name in compared if name in columns],
        rules=[
            block_on("nik"),
            block_on("dob", "kelurahan"),
            block_on("phone"),
            block_on("dob", "substr(name,1,4)"),
            block_on("dob", "right(name,3)"),
            block_on("name", "mother"),
            block_on("substr(nik,1,12)"),
            block_on("substr(nik,5,12)"),
            block_on("name", "kelurahan"),
        ],
        certain=[block_on("nik"), block_on("name", "dob")],
        recall=0.85,
        trained_on=[block_on("name", "dob"), block_on("nik")],
        told={"em_convergence": 0.001},
    )


def historical(_: Sequence[str]) -> Recipe:
    """deduplicate_50k_synthetic."""
    return Recipe(
        comparisons=[
            cl.ForenameSurnameComparison(
                "first_name", "surname", forename_surname_concat_col_name="first_name_surname_concat"
            ),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
        rules=[
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"),
            block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        certain=[
            block_on("first_name", "surname", "dob"),
            block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
            block_on("dob", "postcode_fake"),
        ],
        recall=0.6,
        trained_on=[block_on("first_name", "surname"), block_on("dob")],
        pairs=1e7,
        quick=True,
        added={"first_name_surname_concat": "first_name || ' ' || surname"},
    )


def historical_quickly(_: Sequence[str]) -> Recipe:
    """quick_and_dirty_persons: no expectation maximisation."""
    return Recipe(
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.LevenshteinAtThresholds("postcode_fake", 2),
            cl.JaroWinklerAtThresholds("birth_place", 0.9).configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
        rules=[
            block_on("full_name"),
            block_on("substr(full_name,1,6)", "dob", "birth_place"),
            block_on("dob", "birth_place"),
            block_on("postcode_fake"),
        ],
        certain=[block_on("full_name"), block_on("postcode_fake", "dob")],
        recall=0.6,
        trained_on=[],
        pairs=2e6,
    )


def historical_model(columns: Sequence[str]) -> Recipe:
    """model_create_h50k: each name by itself, no term frequencies; the rules of deduplicate_50k_synthetic."""
    return replace(
        historical(columns),
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place"),
            cl.ExactMatch("occupation"),
        ],
        pairs=5e6,
        added={},
    )


FAKE_CERTAIN = [
    "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
    "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
    "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
    block_on("email"),
]


def fake(_: Sequence[str]) -> Recipe:
    """accuracy_analysis_from_labels_column."""
    return Recipe(
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        rules=[block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")],
        certain=FAKE_CERTAIN,
        recall=0.7,
        trained_on=[block_on("dob"), block_on("email"), block_on("first_name", "surname")],
        quick=True,
    )


def fake_in_tutorial(_: Sequence[str]) -> Recipe:
    """Tutorials 4 and 7: the model of the one, the rules of the other, "to achieve decent recall"."""
    return Recipe(
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        rules=[block_on("first_name"), block_on("city"), block_on("email"), block_on("dob")],
        certain=[
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
        trained_on=[block_on("first_name", "surname"), block_on("dob")],
        pairs=2e6,
    )


def febrl3(_: Sequence[str]) -> Recipe:
    """febrl3."""
    return Recipe(
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        rules=[block_on(name) for name in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")],
        certain=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
        ],
        recall=0.9,
        trained_on=[block_on("date_of_birth"), block_on("postcode")],
    )


def febrl4(_: Sequence[str]) -> Recipe:
    """febrl4, the detailed model."""
    return Recipe(
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            _born(),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
        rules=_febrl4_rules(),
        **_FEBRL4_TRAINING,
    )


def febrl4_extended(_: Sequence[str]) -> Recipe:
    """febrl4, "further refinements": one comparison of the whole name, swapped names among its levels."""
    return Recipe(
        comparisons=[
            _whole_name(),
            _born(),
            _exact_then_typos("soc_sec_id", 2),
            _exact_then_typos("street_number", 1),
            _exact_then_typos("postcode", 2),
        ],
        rules=_febrl4_rules(),
        added={"full_name": "given_name || '_' || surname"},
        **(_FEBRL4_TRAINING | {"pairs": 1e7}),
    )


_FEBRL4_TRAINING: dict[str, Any] = {
    "certain": [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
    "recall": 0.8,
    "trained_on": [block_on("date_of_birth"), block_on("postcode")],
    "quick": True,
}


def _febrl4_rules() -> list[Any]:
    return [
        block_on("given_name", "surname"),
        "l.given_name = r.surname and l.surname = r.given_name",
        block_on("date_of_birth"),
        block_on("soc_sec_id"),
        block_on("state", "address_1"),
        block_on("street_number", "address_1"),
        block_on("postcode"),
    ]


def _born() -> Any:
    return cl.DateOfBirthComparison(
        "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
    )


def _exact_then_typos(column: str, most: int) -> dict[str, Any]:
    typos = [cll.DamerauLevenshteinLevel(column, distance) for distance in range(1, most + 1)]
    exact = cll.ExactMatchLevel(column, term_frequency_adjustments=True)
    return {"output_column_name": column, "comparison_levels": [cll.NullLevel(column), exact, *typos, cll.ElseLevel()]}


def _whole_name() -> dict[str, Any]:
    missing = "(given_name_l IS NULL OR given_name_r IS NULL) AND (surname_l IS NULL OR surname_r IS NULL)"
    crossed = "jaro_winkler_similarity(given_name_l, surname_r) + jaro_winkler_similarity(surname_l, given_name_r)"
    return {
        "output_column_name": "whole_name",
        "comparison_levels": [
            {"sql_condition": missing, "label_for_charts": "null", "is_null_level": True},
            cll.ExactMatchLevel("full_name", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("full_name", 0.9),
            cll.JaroWinklerLevel("full_name", 0.7),
            cll.ColumnsReversedLevel("given_name", "surname"),
            {"sql_condition": f"{crossed} >= 1.8", "label_for_charts": "swapped, 1.8"},
            {"sql_condition": f"{crossed} >= 1.4", "label_for_charts": "swapped, 1.4"},
            cll.ExactMatchLevel("given_name", term_frequency_adjustments=True),
            cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
            {
                "sql_condition": "given_name_l = surname_r OR surname_l = given_name_r",
                "label_for_charts": "one crossed",
            },
            cll.JaroWinklerLevel("given_name", 0.9),
            cll.JaroWinklerLevel("surname", 0.9),
            cll.ElseLevel(),
        ],
    }


RECIPES: dict[str, Callable[[Sequence[str]], Recipe]] = {
    "rosters": rosters,
    "historical": historical,
    "historical-quickly": historical_quickly,
    "historical-model": historical_model,
    "fake": fake,
    "fake-in-tutorial": fake_in_tutorial,
    "febrl3": febrl3,
    "febrl4": febrl4,
    "febrl4-extended": febrl4_extended,
}

"""No figure of the law stands in code: it is read from legislation/.

What is looked for comes from the legislation files themselves, so that a changed figure is guarded at once:

- **amounts** (rupiah that are no round number, and their usual sums) anywhere, also inside text such as 'Rp16.800';
- **small figures** (ages, grace, due day, rates) only where a name beside them speaks of that figure: `age < 17`,
  `grace_months=3`, `last_paid - 3`, `date(year, month, 15)`, `jkk = base * 0.01`. A 3 or a 15 elsewhere means nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from payung.rules.codes import SELF_EMPLOYED, Payer
from payung.rules.contributions.bpu import bpu_due
from payung.rules.legislation import load
from payung.shared.months import Month

PROJECT = Path(__file__).resolve().parents[2]
ROUND = 10_000  # 10,000 or 200,000 may count people or bytes; 6,800 or 16,800 can only be the law's

WORDS = {
    "bpu.registration.age.minimum": {"age", "ages", "usia", "umur", "old", "young"},
    "bpu.registration.age.review": {"age", "ages", "usia", "umur", "old"},
    "bpu.registration.age.refused": {"age", "ages", "usia", "umur", "old"},
    "bpu.protection.grace_months": {"grace", "tenggang", "lapse", "lapsed", "lapses", "arrears", "tunggakan"},
    "bpu.payment.due_day": {"due", "deadline", "tempo"},
    "bpu.contribution.jkk_rate": {"jkk", "rate", "tarif"},
    "bpu.contribution.jht_rate": {"jht", "rate", "tarif"},
    "bpu.contribution.discount.transport": {"discount", "diskon"},
    "bpu.contribution.discount.other": {"discount", "diskon"},
    "bpu.payment.periods": {"payment", "period", "periods"},
    "benefits.jht.full_age": {"age", "ages", "usia", "umur"},
    "benefits.jkp.age_below": {"age", "ages", "usia", "umur"},
    "benefits.scholarship.until_age": {"age", "ages", "usia", "umur", "child", "children"},
    "benefits.jp.retirement_age": {"retirement", "pension", "pensiun"},
    "benefits.jp.minimum_months": {"jp", "pension", "pensiun"},
    "benefits.jkp.claim_months": {"jkp", "claim", "claims", "klaim"},
    "benefits.jkk.wage_months": {"jkk", "accident", "wage"},
    "benefits.jkm.bpu.full_from_months": {"jkm", "death", "membership"},
    "pu.contribution.jkk_employer": {"jkk", "rate", "risk", "tarif"},
    "pu.contribution.jkm_employer": {"jkm", "rate", "tarif"},
    "pu.contribution.jht_employer": {"jht", "rate", "tarif"},
    "pu.contribution.jp_employer": {"jp", "rate", "tarif"},
    "pu.relief.labour_intensive.minimum_workers": {"relief", "workers"},
    "pu.late_fee.rate": {"late", "fee", "denda"},
    "compliance.warnings.working_days": {"warning", "warnings", "teguran"},
    "compliance.fine.rate": {"fine", "denda"},
    "perisai.acquisition.minimum_new": {"perisai", "agent", "agents"},
    "perisai.acquisition.per_worker": {"incentive", "insentif"},
    "sponsored.kpi.full_months": {"sponsored", "kpi"},
}
MONTHS = {"month", "months", "paid", "bulan"}
CALCULATING = {"fraction", "decimal", "timedelta", "relativedelta", "min", "max"}


def numbers(value: object) -> Iterator[int | Fraction]:
    """Every number inside a value of the law."""
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers(each)


def law_amounts() -> set[int]:
    """Amounts in the files, and the monthly sums of every band, with and without discount."""
    found: set[int] = set()
    for parameter in load().parameters.values():
        for dated in parameter.values:
            if "rupiah" in parameter.unit:
                found.update(int(each) for each in numbers(dated.value))
    for dated in load().parameter("bpu.contribution.income_bands").values:
        for band in dated.value:
            for programmes in (["JKK", "JKM"], SELF_EMPLOYED):
                dues = [
                    bpu_due(month, income=band["from"], programmes=programmes, payer=Payer.SELF, transport=False)
                    for month in discount_months()
                ]
                found.update(due.total for due in dues)
    return {each for each in found if each > 1_000 and each % ROUND}


def discount_months():
    """One month before and one in each discount of the other sectors."""
    return [Month.of(each.start) for each in load().parameter("bpu.contribution.discount.other").values]


AMOUNTS = law_amounts()
FIGURES = {
    path: {Fraction(number) for dated in load().parameter(path).values for number in numbers(dated.value)} - {0, 1}
    for path in WORDS
}
DUE_DAY = FIGURES["bpu.payment.due_day"]
IN_TEXT = re.compile(
    r"(?<![\d.,_])("
    + "|".join(re.escape(f"{each:,}".replace(",", s)) for each in AMOUNTS for s in ("", ".", ",", "_"))
    + r")(?![\d_]|[.,]\d)"
)


def law_literals(source: str) -> list[tuple[int, str]]:
    """Line and text of each literal in Python code that is a figure of the law."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose:
            found.update((node.lineno, shown) for shown in amounts_in(node.value))
        for names, values in contexts(node):
            for value in values:
                for literal in (each for each in ast.walk(value) if isinstance(each, ast.Constant)):
                    if speaks_of(literal.value, names):
                        found.add((literal.lineno, f"{literal.value!r} beside {', '.join(sorted(names))}"))
        found.update((node.lineno, shown) for shown in dates_on_due_day(node))
    return sorted(found)


def amounts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return IN_TEXT.findall(value)
    return [str(value)] if not isinstance(value, bool) and isinstance(value, int) and value in AMOUNTS else []


def words_of(node: object) -> set[str]:
    """The words of every name inside a node: due_day and DueDay both speak of 'due' and 'day'."""
    if not isinstance(node, ast.AST | str):
        return set()
    if isinstance(node, str):
        return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", node)}
    found: set[str] = set()
    for each in ast.walk(node):
        for name in (getattr(each, "id", None), getattr(each, "attr", None)):
            found |= words_of(name)
    return found


def contexts(node: ast.AST) -> Iterator[tuple[set[str], list[ast.AST]]]:
    """Names, and the values that stand directly with them."""
    match node:
        case ast.Compare():
            parts = [node.left, *node.comparators]
            yield set().union(*map(words_of, parts)), plain(parts)
        case ast.BinOp():
            words = words_of(node.left) | words_of(node.right)
            if isinstance(node.op, ast.Add | ast.Sub) and words & MONTHS:
                words |= {"grace"}  # `last_paid - 3` is the grace, whatever it is called
            yield words, plain([node.left, node.right])
        case _:
            for names, value in named_values(node):
                yield names, plain([value])


def named_values(node: ast.AST) -> Iterator[tuple[set[str], ast.AST]]:
    """A name and the value that it is given: by assignment, as an argument, as a default, as an entry."""
    match node:
        case ast.Assign():
            yield set().union(*map(words_of, node.targets)), node.value
        case ast.AnnAssign(value=ast.AST()):
            yield words_of(node.target), node.value
        case ast.keyword():
            yield words_of(node.arg), node.value
        case ast.Dict():
            for key, value in zip(node.keys, node.values, strict=True):
                yield words_of(getattr(key, "value", None)), value
        case ast.arguments():
            named = [*node.posonlyargs, *node.args]
            pairs = [*zip(named[len(named) - len(node.defaults) :], node.defaults, strict=True)]
            pairs += zip(node.kwonlyargs, node.kw_defaults, strict=True)
            yield from ((words_of(argument.arg), value) for argument, value in pairs if value)


def plain(nodes: list[ast.AST]) -> list[ast.AST]:
    """Literals, and literals in a tuple, list, set, fraction or simple calculation; nothing inside other calls."""
    found: list[ast.AST] = []
    for node in nodes:
        if isinstance(node, ast.Constant):
            found.append(node)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            found += plain(list(node.elts))
        elif isinstance(node, ast.BinOp):
            found += plain([node.left, node.right])
        elif isinstance(node, ast.Call) and words_of(node.func) & CALCULATING:
            found += plain([*node.args, *(each.value for each in node.keywords)])
    return found


def speaks_of(value: object, names: set[str]) -> bool:
    number = as_number(value)
    if number is None:
        return False
    return any(names & words and number in FIGURES[path] for path, words in WORDS.items())


def as_number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def dates_on_due_day(node: ast.AST) -> list[str]:
    """`date(year, month, 15)` and `.replace(day=15)` of a computed month; a day written out in full is a plain date."""
    if not isinstance(node, ast.Call):
        return []
    day = next((each.value for each in node.keywords if each.arg == "day"), None)
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    rest = node.args[:2]
    if name == "date" and len(node.args) == 3:
        day = node.args[2]
    if name not in {"date", "replace"} or not isinstance(day, ast.Constant) or day.value not in DUE_DAY:
        return []
    if rest and all(isinstance(each, ast.Constant) for each in rest):
        return []
    return [f"{day.value} as a day of a computed month"]


def test_no_figure_of_the_law_stands_in_python():
    found = [
        f"{file.relative_to(PROJECT)}:{line}: {shown}"
        for file in sorted((PROJECT / "src" / "payung").rglob("*.py"))
        for line, shown in law_literals(file.read_text(encoding="utf-8"))
    ]
    assert not found, "read these from legislation/ through payung.rules:\n" + "\n".join(found)


def test_no_amount_of_the_law_stands_in_a_template():
    found = [
        f"{file.relative_to(PROJECT)}: {shown}"
        for file in sorted((PROJECT / "templates").rglob("*.html"))
        for shown in IN_TEXT.findall(file.read_text(encoding="utf-8"))
    ]
    assert not found, "let the view compute these through payung.rules:\n" + "\n".join(found)


def test_the_amounts_looked_for_are_the_well_known_ones():
    assert {6_800, 16_800, 8_400, 36_800, 168, 18_800} - AMOUNTS == {168}, "too small to be told from other numbers"


@pytest.mark.parametrize(
    "code",
    [
        "price = 16800",
        "price = 16_800",
        "send('Rp16.800 per bulan')",
        "send('Rp 6,800')",
        "f(8400)",
        "if age < 17: pass",
        "if person.age_on(day) >= 65: pass",
        "ok = 17 <= usia <= 65",
        "MINIMUM_AGE = 17",
        "AGES = (17, 66)",
        "GRACE_MONTHS: int = 3",
        "def f(grace=3): pass",
        "def f(*, lapse_months=3): pass",
        "f(grace_months=3)",
        "x = last_paid - 3",
        "x = month + 3",
        "rules = {'grace_months': 3}",
        "DUE_DAY = 15",
        "d = date(month.year, month.month, 15)",
        "d = day.replace(day=15)",
        "jkk = base * 0.01",
        "jkk_rate = Fraction('1/100')",
        "jht = base * Fraction('0.02')",
        "discount = 0.5",
        "GRACE = timedelta(days=3)",
        "payment_months = min(asked, 12)",
        "LATE_FEE = Fraction('2/100')",
        "if age >= 56: pass",
        "PENSION_MONTHS = 180",
        "claim_months = 6",
        "jkk = wage * 0.0024",
        "enough = workers >= 50",
        "warning_days = 10",
        "incentive = 10_000",
    ],
)
def test_law_in_code_is_found(code):
    assert law_literals(code)


@pytest.mark.parametrize(
    "code",
    [
        "days = {1: 15, None: 3}",
        '"""Rp16.800 a month, grace of 3 months, due on the 15th."""',
        "x = 1  # Rp16.800",
        "limit = 1_000_000",
        "rows = 3",
        "page_size = 15",
        "timeout = 65",
        "day = date(2025, 10, 15)",
        "columns = 17",
        "number = '0168001234'",
        "nik = '1271016800000001'",
        "total = 116800",
        "version = '1.16.800.2'",
        "x = month - 1",
        "due_within = 30",
        "image = 17",
        "pages = 65",
    ],
)
def test_other_numbers_are_left_alone(code):
    assert not law_literals(code)

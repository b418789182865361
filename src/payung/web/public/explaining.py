"""The steps of an answer as components/explanation.html shows them: figure, formula, law, article, date and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.rules.exact import plain
from payung.rules.legislation import load
from payung.rules.reckoning import Step
from payung.rules.term import Citation
from payung.rules.texts import text
from payung.shared.months import Month
from payung.web.public.formulas import readable
from payung.web.public.law.values import language, worded
from payung.web.public.law.words import CERTAINTY, Certainty, headline, linked
from payung.web.templatetags.payung_format import NOTHING, exact, long_date, month_name, rupiah

_NOT_HAD = re.compile(r"\* 0(?![.\d])")  # times nothing: a programme that somebody does not have
_NO_LAW = ("none", "not noted")  # as the files of the law begin


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of the law that stands in a step: what it is, its page (`path`), and where it was read."""

    path: str
    title: str
    law: str
    article: str
    since: date
    source: SafeString
    checked: date
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure with its formula; `rounded` where a part of a rupiah may have been rounded."""

    label: str
    figure: str
    formula: str
    rounded: bool
    cited: tuple[Cited, ...]


def explained(steps: Iterable[Step]) -> tuple[Explained, ...]:
    """Every step in the active language, without those of programmes that somebody does not have."""
    return tuple(_explained(step) for step in steps if not _NOT_HAD.search(step.formula))


def laws(steps: Iterable[Step]) -> tuple[str, ...]:
    """The laws behind the steps, each once, as they were met; what is no law is left out."""
    named = (law for step in steps for each in step.cited for law in each.dated.law.split(" and "))
    return tuple(dict.fromkeys(worded(law) for law in named if not law.startswith(_NO_LAW)))


def checked(steps: Iterable[Step]) -> date | None:
    """The day since which every figure behind the steps is as it was last read: the earliest of their checks."""
    return min((each.dated.checked for step in steps for each in step.cited), default=None)


def _explained(step: Step) -> Explained:
    return Explained(
        label=text("steps", step.name, language()),
        figure=_figure(step),
        formula=readable(step.formula),
        rounded=step.rounded and any(sign in step.formula for sign in "%/"),
        cited=tuple(_cited(each) for each in step.cited),
    )


def _cited(citation: Citation) -> Cited:
    dated = citation.dated
    return Cited(
        path=citation.path,
        title=headline(citation.parameter),
        law=worded(dated.law),
        article=worded(dated.article),
        since=citation.start,
        source=linked(worded(dated.source), load()),
        checked=dated.checked,
        certainty=CERTAINTY[dated.confidence],
    )


def _figure(step: Step) -> str:
    if step.rounded and isinstance(step.figure, int):
        return rupiah(step.figure)
    return in_words(step.figure)


def in_words(figure: object) -> str:
    """A figure of an answer that is no amount of money, in the active language."""
    if figure is None:
        return NOTHING
    if isinstance(figure, bool):
        return _("ya") if figure else _("tidak")
    if isinstance(figure, int | Fraction | Decimal):
        written = plain(Fraction(figure))
        return written if "/" in written else exact(Decimal(written))
    if isinstance(figure, Month):
        return month_name(figure)
    if isinstance(figure, date):
        return long_date(figure)
    if isinstance(figure, Mapping):
        return "; ".join(f"{worded(str(name))}: {in_words(each)}" for name, each in figure.items())
    if isinstance(figure, tuple | list | frozenset):
        return ", ".join(in_words(each) for each in figure) or _("tidak ada")
    return worded(str(figure))

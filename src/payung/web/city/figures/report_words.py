"""What the sheet says of a place: the campaign page's own words and figures, put on one page."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from payung.apps.campaigns.figures import total
from payung.apps.campaigns.progress import Step
from payung.apps.campaigns.queries import Overview
from payung.apps.coverage.file_queries import EndedMonth
from payung.apps.territory.codes import Level, kemendagri_code, serial_of
from payung.apps.territory.models import City
from payung.integrations.letters.sheet import Bar, Bars, Drawing, Figure, Line, Sheet, Table
from payung.rules.protection import Standing
from payung.web.charts import Chart
from payung.web.city import campaign_page, campaign_table
from payung.web.city.campaign_charts import SHOWN_STANDINGS, later_sentence, months_label, unpaid_to
from payung.web.city.campaign_rows import RowLinks
from payung.web.city.figures import pace_words
from payung.web.city.figures.pace import Course
from payung.web.state_words import PROTECTION
from payung.web.templatetags.payung_format import long_date, month_name, number, percent_of

MOST_PLACES = 26  # rows that one page holds
LONGEST_NAME = 32  # letters, so that a row stays one line
MOST_MONTHS = 6  # who paid more stands with them
DRAWN = 4


def sheet(seen: Overview, course: Course, *, city: City, language: str) -> Sheet:
    """Everything worded in the active language."""
    today = seen.question.today
    title = seen.campaign.name if seen.level is Level.CITY else campaign_page.place_title(seen.place)
    period = campaign_page.period(seen.campaign)
    ended = course.asked.ended
    pace = pace_words.answer(course.pace, seen.campaign)
    return Sheet(
        language=language,
        owner=city.name,
        title=title,
        period=period if seen.level is Level.CITY else f"{seen.campaign.name}, {period}",
        specimen=_("Contoh: semua orang dalam angka ini rekaan.") if city.is_demo else "",
        answer=campaign_page.answer(seen),
        beside=campaign_page.beside(seen),
        figures=_figures(seen, ended),
        drawing=_drawing(pace_words.chart(course.pace, seen.campaign, course.steps, course.length), course),
        pace=pace,
        notes=_notes(course),
        protection=_protection(seen, ended),
        months=_months(seen),
        table=_table(seen, ended),
        sources=_sources(seen, ended),
        made=_("Per %(day)s") % {"day": long_date(today)},
    )


def file_name(seen: Overview) -> str:
    """`laporan-12.71.01-2025-10-29.pdf`; a lingkungan's serial stands after its kelurahan's code."""
    serial = serial_of(seen.place.id)
    code = kemendagri_code(seen.place.id) + (f"-{serial}" if serial else "")
    word = _("laporan")
    return f"{word}-{code}-{seen.question.today}.pdf"


def _figures(seen: Overview, ended: EndedMonth | None) -> list[Figure]:
    links = RowLinks(_NOBODY, seen.question, seen.place.id)
    return [_figure(tile) for tile in campaign_page.tiles(seen, links, ended)]


class _Nobody:
    """Who is led to no list: paper has no links."""

    @staticmethod
    def may(permission: object) -> bool:
        return False


_NOBODY: Any = _Nobody()


def _figure(tile: dict[str, Any]) -> Figure:
    value = tile["value"] if tile["value"] is not None else tile.get("unknown", number(None))
    return Figure(label=str(tile["label"]), value=str(value), detail=str(tile.get("detail", "")))


def _notes(course: Course) -> list[str]:
    pace = course.pace
    found = [
        f"{tile['label']}: {tile['value'] or tile['unknown']}; {tile['detail']}"
        for tile in pace_words.tiles(pace, course.heads)
    ]
    reached = pace_words.reaches(pace)
    return [*found, reached] if reached else found


def _drawing(chart: Chart, course: Course) -> Drawing:
    """The lines of the page's own chart, on a sheet of 1 by 1."""
    columns = [column.label for column in chart.columns[:DRAWN]]
    values = [[point.figures[n] for point in chart.points] for n in range(len(columns))]
    top = max([course.pace.target, 1, *(int(v) for line in values for v in line if v is not None)])
    lines = [
        Line(label=label, points=list(_points(course.steps, line, top)))
        for label, line in zip(columns, values, strict=True)
    ]
    campaign = course.asked.campaign
    last = course.steps[-1].last if course.steps else campaign.starts
    return Drawing(
        title=chart.title,
        lines=[line for line in lines if line.points],
        first=long_date(campaign.starts),
        last=long_date(last),
        top=_("Garis atas: %(count)s orang") % {"count": number(top)},
    )


def _points(steps: Sequence[Step], line: Sequence[Any], top: int) -> Iterator[tuple[float, float]]:
    if not steps:
        return
    first, last = steps[0].first, steps[-1].last
    for step, value in zip(steps, line, strict=True):
        if value is not None:
            yield _share(step.last, first, last), round(value / top, 4)


def _share(day: dt.date, first: dt.date, last: dt.date) -> float:
    """Where a day lies between two; a campaign of one day stands at the end."""
    return round((day - first).days / (last - first).days, 4) if last > first else 1.0


def _protection(seen: Overview, ended: EndedMonth | None) -> Bars:
    """The words of standing, each for itself."""
    if ended is None:
        text = _("Siapa yang masih terlindungi belum dapat dikatakan: data iuran belum masuk.")
        return Bars(title=_("Masih terlindungi?"), bars=[], text=text)
    whole, counts = seen.total.members, seen.total.standing
    words = [(str(PROTECTION[each].label), counts[each]) for each in SHOWN_STANDINGS]
    words[-1] = (unpaid_to(ended.month), counts[Standing.NOT_YET_PAID])
    if counts[Standing.ENDED]:
        words.append((str(PROTECTION[Standing.ENDED].label), counts[Standing.ENDED]))
    source = _("data iuran BPJS Ketenagakerjaan per %(day)s") % {"day": long_date(ended.as_of)}
    if seen.total.paid_later:
        source = f"{source}. {later_sentence(seen.total.paid_later, ended)}"
    return Bars(
        title=_("Masih terlindungi pada %(month)s?") % {"month": month_name(ended.month)},
        bars=[_bar(label, count, whole) for label, count in words] if whole else [],
        source=source,
        text="" if whole else _("Belum ada yang diterima BPJS Ketenagakerjaan."),
    )


def _bar(label: str, count: int, whole: int) -> Bar:
    return Bar(label=label, count=number(count), share=percent_of(count, whole), part=round(count / whole, 4))


def _months(seen: Overview) -> Bars:
    """Months paid in all; those who paid more than six stand together."""
    counts, whole = seen.total.months_paid, seen.total.members
    rows = [(months_label(months), counts[months]) for months in range(min(max(counts, default=0), MOST_MONTHS) + 1)]
    more = sum(count for months, count in counts.items() if months > MOST_MONTHS)
    if more:
        rows.append((_("Lebih dari %(months)s bulan") % {"months": number(MOST_MONTHS)}, more))
    return Bars(
        title=_("Berapa bulan sudah dibayar"),
        bars=[_bar(label, count, whole) for label, count in rows] if whole else [],
        source=_("semua data iuran BPJS yang sudah masuk"),
        text="" if whole else _("Belum ada yang diterima BPJS Ketenagakerjaan."),
    )


def _table(seen: Overview, ended: EndedMonth | None) -> Table:
    """The places below; those for which the page has no room stand together in one row, so that the rows add up."""
    links = RowLinks(_NOBODY, seen.question, seen.place.id)
    found = campaign_table.places(seen, links, ended)
    names = [shortened(str(row["name"])) for row in found["rows"]]
    room = MOST_PLACES if len(names) <= MOST_PLACES else MOST_PLACES - 1
    labels = found["columns"]
    pairs = zip(names[:room], seen.lines, strict=False)
    rows = [_row(name, line.figures, labels, links) for name, line in pairs]
    if rest := seen.lines[room:]:
        name = _("%(count)s wilayah lain bersama") % {"count": number(len(rest))}
        rows.append(_row(name, total(line.figures for line in rest), labels, links))
    return Table(
        title=str(found["title"]),
        columns=[str(found["first"]), *(each["label"] for each in labels)],
        rows=rows,
        total=_row(str(found["total"]["name"]), seen.total, labels, links),
    )


def shortened(name: str) -> str:
    """A name that stands on one line of the sheet."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _row(name: str, figures: Any, labels: list[dict[str, str]], links: RowLinks) -> list[str]:
    return [name, *(str(cell["text"]) for cell in campaign_table.cells(labels, figures, links))]


def _sources(seen: Overview, ended: EndedMonth | None) -> list[str]:
    """Where each kind of figure comes from, and its day."""
    found = [
        _("Pendaftaran dan jawaban BPJS: catatan pendaftaran kota, per %(day)s")
        % {"day": long_date(seen.question.today)},
        _("Target: pengaturan kampanye, %(quota)s orang untuk tiap lingkungan")
        % {"quota": number(seen.campaign.quota)},
    ]
    if ended:
        values = {"day": long_date(ended.as_of), "month": month_name(ended.month)}
        found.append(_("Iuran: data BPJS Ketenagakerjaan untuk %(month)s, per %(day)s") % values)
    return [*found, _("“30 hari” dihitung sejak hari laporan ini. Masa tenggang tidak berarti terlindungi.")]

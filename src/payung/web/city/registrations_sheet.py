"""A whole list of registrations as one page for paper: logged like a file, because it leaves like one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.apps.enrolment import listing
from payung.apps.enrolment.exporting import Line
from payung.apps.enrolment.places import labels, place_of
from payung.web.city.registration_filters import Asked
from payung.web.city.registration_words import stamp
from payung.web.templatetags.payung_format import number

ROWS = 2000  # some seventy sheets of paper


def sheet(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Every row of the list, with what it holds, when and by whom above it. The caller has logged it."""
    rows = listing.chunk(asked.scope, asked.filters, None, order=asked.order, size=ROWS, long=False)
    names = labels({row.area_id for row in rows}, on=request.today)
    context = {
        "lines": [Line(row, place_of(row, names)) for row in rows],
        "count": number(len(rows)),
        "stamp": stamp(request, asked),
        "month": asked.filters.month,
        "back_url": reverse("registrations") + asked.query(),
    }
    return render(request, "city/registrations/sheet.html", context)

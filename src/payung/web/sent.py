"""What a form is bound to."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What somebody sent; None while a page is only opened.

    A form that was sent with nothing in it is sent too: it answers with what is missing.
    """
    return request.POST if request.method == "POST" else None

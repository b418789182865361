"""Pages go over the line compressed: a phone at 400 kbit/s waits a second for each 50 KB."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = frozenset({"text/html", "application/json", "image/svg+xml"})


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages, not downloads: those are compressed already, or stream and must begin at once.

    Django adds some random bytes to each, and masks the token of forms anew each time, so that the length of a
    compressed page tells nothing of what stands in it. Static files were compressed when they were built.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or response.headers.get("Content-Type", "").partition(";")[0] not in COMPRESSED:
            return response
        return super().process_response(request, response)

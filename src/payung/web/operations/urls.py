"""Addresses of operation: probes for machines, pages for administrators and programme managers."""

from payung.web.operations.probes import urlpatterns

__all__ = ["urlpatterns"]

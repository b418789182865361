"""Decorators that say which permission a page needs. Every view carries one, or `public` (a test lists them)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from payung.apps.accounts.permissions import Permission

View = Callable[..., HttpResponse]


def needs(*permissions: Permission) -> Callable[[View], View]:
    """The acting role has every one of these permissions; otherwise the answer is 403."""
    return _guard(permissions, lambda request: all(map(request.scope.may, permissions)))


def needs_any(*permissions: Permission) -> Callable[[View], View]:
    """The acting role has at least one of these permissions; otherwise the answer is 403."""
    return _guard(permissions, lambda request: any(map(request.scope.may, permissions)))


def needs_region(view: View) -> View:
    """A role held for a province, which opens each city's scope by itself; otherwise the answer is 403."""
    wanted = Permission.REGION_SEE
    return _guard((wanted,), lambda request: wanted in request.holding.kind.permissions, of="holding")(view)


def _guard(
    permissions: tuple[Permission, ...], allowed: Callable[[HttpRequest], bool], *, of: str = "scope"
) -> Callable[[View], View]:
    """`allowed` is asked where the request has what it reads: an open `scope`, or a `holding`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if getattr(request, of, None) is None or not allowed(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Anybody who is signed in, in any role or none."""
    view.permissions = ()
    return view


def public(view: View) -> View:
    """Open to everybody, without signing in."""
    view.permissions = None
    return login_not_required(view)

"""The two answers a form may get: go and see that page, or nothing to show."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """303: the browser fetches the next page and forgets what it sent."""

    status_code = 303


def see(name: str, entry_id: UUID | None = None) -> HttpResponse:
    return SeeOther(reverse(name, args=[entry_id] if entry_id else []))


def not_kept() -> HttpResponse:
    """204: the page stays as it is, with all that was typed. With scripting on it says that nothing was kept."""
    response = HttpResponse(status=204)
    response.headers["HX-Trigger"] = "unkept"
    return response


def nothing_to_show() -> HttpResponse:
    return HttpResponse(status=204)

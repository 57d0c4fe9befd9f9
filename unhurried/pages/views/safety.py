"""Room safety: for now one page of help that is the same for everyone and needs no key."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from unhurried.content.library import library
from unhurried.pages.visits import render


def show_help(request: HttpRequest) -> HttpResponse:
    places = library().emergency
    groups = [(initial, list(group)) for initial, group in groupby(places, key=lambda place: place.country[0])]
    return render(request, "safety/help.html", {"groups": groups})

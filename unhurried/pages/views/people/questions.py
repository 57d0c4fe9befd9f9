"""The way to the questions about danger, which belong to room safety."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import NoReverseMatch

from unhurried.pages.answers import see


def ask_about_danger(someone: UUID | None) -> HttpResponse:
    """The questions about this person, or the page of help when nobody is named."""
    if someone is None:
        return see("help")
    try:
        return see("danger_questions", someone)
    except NoReverseMatch:
        return see("help")

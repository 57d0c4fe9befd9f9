"""The way to the questions about danger, which belong to room safety."""

from uuid import UUID

from django.http import HttpResponse

from unhurried.pages.answers import see


def ask_about_danger(someone: UUID | None) -> HttpResponse:
    """The questions about this person, or about now when nobody is named."""
    return see("danger_questions", someone) if someone else see("danger_now")

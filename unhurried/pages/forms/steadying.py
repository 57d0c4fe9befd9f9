"""Shape of the questions in room steadying."""

from datetime import datetime
from enum import Enum
from typing import TypeVar

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.steadying import LONGEST_TITLE, BodySign, Company, Pattern, Presence, Side, State

_Choice = TypeVar("_Choice", bound=Enum)


def choices(kind: type[_Choice]) -> list[tuple[str, str]]:
    """Values only: the words stand in the template."""
    return [(one.value, one.value) for one in kind]


class StateForm(forms.Form):
    """The first tap of a check-in. `id` makes a second submit of the same page do nothing."""

    id = forms.UUIDField()
    state = forms.TypedChoiceField(choices=choices(State), coerce=State)


class BeforeForm(forms.Form):
    id = forms.UUIDField()
    before = forms.TypedChoiceField(choices=choices(State), coerce=State, required=False, empty_value=None)


class AfterForm(forms.Form):
    after = forms.TypedChoiceField(choices=choices(State), coerce=State, required=False, empty_value=None)


class PresenceForm(forms.Form):
    presence = forms.TypedChoiceField(choices=choices(Presence), coerce=Presence)


class MoreForm(forms.Form):
    """Everything under "more" in a check-in. All of it may stay empty."""

    revision = forms.IntegerField(min_value=1)
    state = forms.TypedChoiceField(choices=choices(State), coerce=State)
    presence = forms.TypedChoiceField(choices=choices(Presence), coerce=Presence, required=False, empty_value=None)
    side = forms.TypedChoiceField(choices=choices(Side), coerce=Side, required=False, empty_value=None)
    activation = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(-5, 6)], coerce=int, required=False, empty_value=None
    )
    toward = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(5)], coerce=int, required=False, empty_value=None
    )
    away = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(5)], coerce=int, required=False, empty_value=None
    )
    body = forms.TypedMultipleChoiceField(choices=choices(BodySign), coerce=BodySign, required=False)
    company = forms.TypedChoiceField(choices=choices(Company), coerce=Company, required=False, empty_value=None)
    with_whom = forms.CharField(
        required=False, max_length=LONGEST_WORDS, error_messages={"max_length": sentence("too_long")}
    )
    where = forms.CharField(
        required=False, max_length=LONGEST_WORDS, error_messages={"max_length": sentence("too_long")}
    )
    note = forms.CharField(
        required=False, max_length=LONGEST_WORDS, strip=False, error_messages={"max_length": sentence("too_long")}
    )
    pattern = forms.TypedChoiceField(choices=choices(Pattern), coerce=Pattern, required=False, empty_value=None)
    day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": sentence("day_form"), "required": sentence("day_missing")},
    )
    time = forms.TimeField(
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "invalid": sentence("time_form"),
            "required": sentence("time_missing"),
        },
    )

    def when(self) -> datetime:
        """The time on the person's clock, without a zone."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])


class OwnPracticeForm(forms.Form):
    id = forms.UUIDField()
    title = forms.CharField(
        max_length=LONGEST_TITLE,
        error_messages={
            "required": sentence("name_missing"),
            "max_length": sentence("name_too_long"),
        },
    )
    words = forms.CharField(
        required=False, max_length=LONGEST_WORDS, strip=False, error_messages={"max_length": sentence("too_long")}
    )

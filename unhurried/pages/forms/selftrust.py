"""Shape of the questions in room selftrust. The words stand in the templates."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.selftrust import LARGEST, LONGEST_LINE, SMALLEST, Became, Believed, Listened, Returned
from unhurried.journey.selftrust import FARTHEST
from unhurried.pages.forms.people import words
from unhurried.pages.forms.steadying import choices

DAYS_AHEAD = {"today": timedelta(0), "tomorrow": timedelta(days=1), "days": timedelta(days=3)}

SIZES = [(str(size), str(size)) for size in range(SMALLEST, LARGEST + 1)]

ANSWERS = [(one.value, one.value) for one in (Became.KEPT, Became.LET_GO, Became.FORGOT)]
"""Said with one tap. To change a promise takes a page of its own."""


def line(*, required: bool = False) -> forms.CharField:
    says = {"max_length": sentence("line_too_long"), "required": sentence("what_missing")}
    return forms.CharField(required=required, max_length=LONGEST_LINE, error_messages=says)


class PromiseForm(forms.Form):
    """If this, then I do that; how large; and the button that sends it says for when."""

    id = forms.UUIDField()
    if_words = line()
    then_words = line(required=True)
    size = forms.TypedChoiceField(choices=SIZES, coerce=int, error_messages={"required": sentence("choose_one")})
    when = forms.ChoiceField(choices=[(one, one) for one in (*DAYS_AHEAD, "day")])
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": sentence("day_form")})

    def __init__(self, *args: object, today: date, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._today = today

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("when") != "day" or "day" in self.errors:
            return said
        day = said.get("day")
        if not isinstance(day, date):
            self.add_error("day", sentence("promise_day_missing"))
        elif not self._today <= day <= self._today + FARTHEST:
            self.add_error("day", sentence("promise_day"))
        return said

    def due(self) -> date:
        when = self.cleaned_data["when"]
        return self.cleaned_data["day"] if when == "day" else self._today + DAYS_AHEAD[when]


class AnswerForm(forms.Form):
    id = forms.UUIDField()
    became = forms.TypedChoiceField(choices=ANSWERS, coerce=Became)


class OutcomeNoteForm(forms.Form):
    revision = forms.IntegerField(min_value=1)
    note = words()


class SignalForm(forms.Form):
    """What was noticed, ours or in own words. offered: ids of ours."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    signal = forms.ChoiceField(required=False)
    noticed = words()
    listened = forms.TypedChoiceField(choices=choices(Listened), coerce=Listened, required=False, empty_value=None)
    happened = words()

    def __init__(self, *args: object, offered: Sequence[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["signal"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not (said.get("signal") or str(said.get("noticed") or "").strip() or "noticed" in self.errors):
            self.add_error("noticed", sentence("signal_missing"))
        return said


class LineForm(forms.Form):
    """One line of one's own."""

    id = forms.UUIDField()
    words = line(required=True)


class ValuesForm(forms.Form):
    """Any number of our words, or none, and one of one's own."""

    id = forms.UUIDField()
    values = forms.MultipleChoiceField(required=False)
    words = line()

    def __init__(self, *args: object, offered: Sequence[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["values"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """One of our small ways back, or one's own; and what it leads back to, or nothing."""

    id = forms.UUIDField()
    idea = forms.ChoiceField(required=False)
    words = line()
    stopped = forms.TypedChoiceField(required=False, empty_value=None)

    def __init__(self, *args: object, offered: Sequence[str], stopped: Sequence[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["idea"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]
        self.fields["stopped"].choices = [(one, one) for one in stopped]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not (said.get("idea") or said.get("words") or "words" in self.errors):
            self.add_error("words", sentence("return_missing"))
        return said


class ReturnedForm(forms.Form):
    revision = forms.IntegerField(min_value=1)
    how = forms.TypedChoiceField(choices=choices(Returned), coerce=Returned)
    note = words()


class BelievedForm(forms.Form):
    id = forms.UUIDField()
    believed = forms.TypedChoiceField(choices=choices(Believed), coerce=Believed)
    note = words()

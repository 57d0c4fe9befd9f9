"""Shape of the pages of room signals. Everything may stay open."""

from collections.abc import Sequence
from uuid import UUID

from django import forms

from unhurried.content.library import library, sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.people import Someone
from unhurried.domain.signals import Alarm, Cause, Closer, CueSaid, Loud, SignalGroup
from unhurried.journey.signals import Dials, SaidOfPast, Sheet
from unhurried.pages.forms.steadying import choices

CUE = "cue_"
"""What stands before the id of a cue in the name of its field."""


class SheetForm(forms.Form):
    """The page of eleven groups: a box for each, three answers for each cue, and whom it is about."""

    id = forms.UUIDField()
    revision = forms.IntegerField(min_value=1, required=False)
    groups = forms.TypedMultipleChoiceField(choices=choices(SignalGroup), coerce=SignalGroup, required=False)

    def __init__(self, people: Sequence[Someone], *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        names = [(str(one.id), one.code_name) for one in people]
        self.fields["whom"] = forms.TypedChoiceField(
            choices=[("", ""), *names], coerce=UUID, required=False, empty_value=None
        )
        for cue in library().signals.danger:
            self.fields[CUE + cue] = forms.TypedChoiceField(
                choices=choices(CueSaid), coerce=CueSaid, required=False, empty_value=None
            )

    def sheet(self) -> Sheet:
        said = {cue: self.cleaned_data[CUE + cue] for cue in library().signals.danger}
        answered = {cue: answer for cue, answer in said.items() if answer is not None}
        return Sheet(tuple(self.cleaned_data["groups"]), answered, self.cleaned_data["whom"])


def as_typed(alarm: Alarm, revision: int) -> dict[str, object]:
    """An alarm as the page of groups shows it again."""
    typed: dict[str, object] = {"id": alarm.id, "revision": revision, "whom": str(alarm.whom or "")}
    typed["groups"] = [group.value for group in alarm.groups]
    return typed | {CUE + one.cue: one.said.value for one in alarm.cues}


class CloserForm(forms.Form):
    """Six rooms for words, named like the questions, and two dials."""

    revision = forms.IntegerField(min_value=1)
    loud_body = forms.TypedChoiceField(choices=choices(Loud), coerce=Loud, required=False, empty_value=None)
    loud_behaviour = forms.TypedChoiceField(choices=choices(Loud), coerce=Loud, required=False, empty_value=None)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for question in Closer:
            self.fields[question.value] = forms.CharField(
                required=False,
                max_length=LONGEST_WORDS,
                strip=False,
                error_messages={"max_length": sentence("too_long")},
            )

    def answers(self) -> dict[Closer, str]:
        return {question: self.cleaned_data[question.value] for question in Closer}

    def dials(self) -> Dials:
        return Dials(self.cleaned_data["loud_body"], self.cleaned_data["loud_behaviour"])


class EchoForm(forms.Form):
    """What may have played a part, and the person's own word. Which button was pressed says whether it is an echo."""

    revision = forms.IntegerField(min_value=1)
    echo_cues = forms.MultipleChoiceField(required=False)
    words = forms.CharField(
        required=False, max_length=LONGEST_WORDS, strip=False, error_messages={"max_length": sentence("too_long")}
    )
    is_echo = forms.BooleanField(required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["echo_cues"].choices = [(cue, cue) for cue in library().signals.echo]  # type: ignore[attr-defined]

    def said(self) -> SaidOfPast:
        said = self.cleaned_data
        return SaidOfPast(tuple(said["echo_cues"]), is_echo=said["is_echo"], words=said["words"])


class DayForm(forms.Form):
    """A day of one's own for the second look."""

    day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": sentence("day_form"), "required": sentence("day_missing")},
    )


class CauseForm(forms.Form):
    id = forms.UUIDField()
    cause = forms.TypedChoiceField(choices=choices(Cause), coerce=Cause)

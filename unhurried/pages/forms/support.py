"""Shape of the questions in room support. The words stand in the templates and in content."""

from collections.abc import Sequence
from uuid import UUID

from django import forms

from unhurried.content.library import library, sentence
from unhurried.domain.support import (
    LONGEST_HELPER_NAME,
    LONGEST_MEASURE_NAME,
    RANGES,
    HelperAnswer,
    HelperKind,
    HowAnswered,
    Instrument,
    TooMuch,
)
from unhurried.pages.forms.dated import DatedForm
from unhurried.pages.forms.people import words
from unhurried.pages.forms.steadying import choices


class HelperForm(forms.Form):
    """A helper by code name. whom: ids of those in room people, any of whom the helper may be."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    called = forms.CharField(
        max_length=LONGEST_HELPER_NAME,
        error_messages={"required": sentence("name_missing"), "max_length": sentence("called_too_long")},
    )
    works_as = forms.TypedChoiceField(choices=choices(HelperKind), coerce=HelperKind, required=False, empty_value=None)
    someone = forms.TypedChoiceField(
        coerce=UUID, required=False, empty_value=None, error_messages={"invalid_choice": sentence("choose_one")}
    )
    cost = words()
    wait = words()
    note = words()

    def __init__(self, *args: object, whom: Sequence[UUID] = (), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["someone"].choices = [(str(one), str(one)) for one in whom]  # type: ignore[attr-defined]

    def said(self) -> dict[str, object]:
        """What the page says, by the names of the fields of a helper."""
        fields = {name: self.cleaned_data[name] for name in ("works_as", "someone", "cost", "wait", "note")}
        return {"code_name": self.cleaned_data["called"], **fields}


class ToAskForm(forms.Form):
    """Questions to ask, and some of the person's own. revision: 0 or nothing as long as there is no list."""

    revision = forms.IntegerField(min_value=0, required=False)
    questions = forms.MultipleChoiceField(required=False)
    words = words()

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["questions"].choices = [(one, one) for one in library().support.questions]  # type: ignore[attr-defined]


class AskedForm(forms.Form):
    """What became of each question that is on the page. Nothing is chosen beforehand."""

    id = forms.UUIDField()
    revision = forms.IntegerField(min_value=1)

    def __init__(self, *args: object, of: Sequence[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for one in of:
            self.fields[f"said-{one}"] = forms.TypedChoiceField(
                choices=choices(HowAnswered), coerce=HowAnswered, required=False, empty_value=None
            )

    def answers(self) -> tuple[HelperAnswer, ...]:
        said = [
            (name.removeprefix("said-"), self.cleaned_data[name]) for name in self.fields if name.startswith("said-")
        ]
        return tuple(HelperAnswer(question, how) for question, how in said if how is not None)


class NoticedForm(forms.Form):
    """Warning signs. id: of this form, which is not kept; the flags follow from it."""

    id = forms.UUIDField()
    revision = forms.IntegerField(min_value=1)
    signs = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["signs"].choices = [(one, one) for one in library().support.signs]  # type: ignore[attr-defined]


class SessionForm(DatedForm):
    """All but the day may stay open."""

    wanted = words()
    how = words()
    too_much = forms.TypedChoiceField(choices=choices(TooMuch), coerce=TooMuch, required=False, empty_value=None)


class MeasureForm(DatedForm):
    which = forms.TypedChoiceField(
        choices=choices(Instrument), coerce=Instrument, error_messages={"required": sentence("choose_one")}
    )
    total = forms.FloatField(
        error_messages={"required": sentence("total_missing"), "invalid": sentence("total_missing")}
    )
    name = forms.CharField(
        required=False, max_length=LONGEST_MEASURE_NAME, error_messages={"max_length": sentence("called_too_long")}
    )
    given_by = words()

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        which, total = said.get("which"), said.get("total")
        if which is None:
            return said
        if which is Instrument.OTHER and "name" in said and not said["name"]:
            self.add_error("name", sentence("measure_name_missing"))
        low, high = RANGES[which]
        if total is not None and not low <= total <= high:
            self.add_error("total", sentence("total_range", low=low, high=high))
        elif total is not None and which is not Instrument.OTHER and total != int(total):
            self.add_error("total", sentence("total_whole"))
        return said

"""Shape of the questions about saving, bringing back, and erasing some days."""

from django import forms

from unhurried.content.library import library, sentence
from unhurried.journey.moving import Differing
from unhurried.pages.forms.steadying import choices


class PlainForm(forms.Form):
    """Which kind of plain file. Not called "form": a field of that name hides the form itself from scripts."""

    file_kind = forms.ChoiceField(
        choices=[("json", "json"), ("csv", "csv")], error_messages={"required": sentence("choose_one")}
    )


class FileForm(forms.Form):
    """A saved file. Whether it is one of ours, the view finds out."""

    file = forms.FileField(required=False, allow_empty_file=True)


class DifferingForm(forms.Form):
    """What to do with what is here and in the file in other words."""

    differing = forms.TypedChoiceField(
        choices=choices(Differing), coerce=Differing, error_messages={"required": sentence("choose_one")}
    )


def _day() -> forms.DateField:
    wrong = {"invalid": sentence("day_form"), "required": sentence("day_missing")}
    return forms.DateField(input_formats=["%Y-%m-%d"], error_messages=wrong)


class DaysForm(forms.Form):
    """The first and the last day to erase, both included."""

    first = _day()
    last = _day()

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first is not None and last is not None and last < first:
            self.add_error("last", library().moving["days_turned"].says)
        return said

"""Shape of the questions in room needs. The words stand in the templates."""

from collections.abc import Iterable

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.needs import LONGEST_NEED, Family, Met, Weight
from unhurried.pages.forms.people import words
from unhurried.pages.forms.steadying import choices


class WeightForm(forms.Form):
    """The second tap. `id` makes a second submit of the same page do nothing more."""

    id = forms.UUIDField()
    weight = forms.TypedChoiceField(choices=choices(Weight), coerce=Weight)


class NoteForm(forms.Form):
    revision = forms.IntegerField(min_value=1)
    note = words()


class OwnNeedForm(forms.Form):
    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    title = forms.CharField(
        max_length=LONGEST_NEED,
        error_messages={"required": sentence("name_missing"), "max_length": sentence("name_too_long")},
    )
    family = forms.TypedChoiceField(choices=choices(Family), coerce=Family, required=False, empty_value=None)
    met = words()
    ask_for = words()
    not_met = words()


class MetForm(forms.Form):
    """One answer for each of the things named, or none. Nothing is chosen beforehand."""

    id = forms.UUIDField()

    def __init__(self, *args: object, of: Iterable[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for one in of:
            self.fields[f"met-{one}"] = forms.TypedChoiceField(
                choices=choices(Met), coerce=Met, required=False, empty_value=None
            )

    def said(self) -> dict[str, Met | None]:
        """The answers by what they are about. What was not on the page is not in it."""
        return {
            name.removeprefix("met-"): self.cleaned_data[name]
            for name in self.fields
            if name.startswith("met-") and name in self.data
        }

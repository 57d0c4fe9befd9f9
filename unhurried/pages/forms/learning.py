"""Shape of the pages of room learning. The words stand in the templates."""

from collections.abc import Sequence
from uuid import UUID

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.people import Someone
from unhurried.pages.forms.people import words


class FindForm(forms.Form):
    """What one looks for. Every word is taken as it is, so nothing here can be wrong."""

    typed = forms.CharField(required=False)


class SheetForm(forms.Form):
    """What all sheets have: an id for a new one, a revision for one that is changed, and whom it is about."""

    PARTS: tuple[str, ...] = ()

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)

    def __init__(self, people: Sequence[Someone], *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        names = [(str(one.id), one.code_name) for one in people]
        self.fields["whom"] = forms.TypedChoiceField(
            choices=[("", ""), *names], coerce=UUID, required=False, empty_value=None
        )

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not self.errors and not any(str(said.get(part) or "").strip() for part in self.PARTS):
            self.add_error(self.PARTS[0], sentence("sheet_empty"))
        return said

    def said(self) -> dict[str, object]:
        return {part: self.cleaned_data[part] for part in (*self.PARTS, "whom")}


class SidesForm(SheetForm):
    PARTS = ("one", "other")

    one = words()
    other = words()


class ReviewForm(SheetForm):
    PARTS = ("facts", "guesses", "not_known")

    facts = words()
    guesses = words()
    not_known = words()


class ParkForm(SheetForm):
    """until: one of the buttons. day: a day of one's own, asked for by its own button."""

    PARTS = ("question",)

    question = words()
    until = forms.CharField(required=False)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": sentence("day_form")})

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("until") == "day" and not said.get("day") and "day" not in self.errors:
            self.add_error("day", sentence("day_missing"))
        return said

"""Shape of the questions in room people. The words stand in the templates.

No field has "code" in its name: such a field is taken for a secret and would not be kept when it does not fit.
"""

from collections.abc import Sequence

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.people import LONGEST_NAME, Area, Owned, Relation, Since, Trust, TrustedWith, Warned
from unhurried.domain.safety import Near
from unhurried.journey.people import same_name
from unhurried.pages.forms.dated import DatedForm
from unhurried.pages.forms.steadying import choices


def words(*, required: bool = False) -> forms.CharField:
    says = {"max_length": sentence("too_long"), "required": sentence("what_missing")}
    return forms.CharField(required=required, max_length=LONGEST_WORDS, strip=required, error_messages=says)


class SomeoneForm(forms.Form):
    """A person or a group. taken: names in use, so that two can be told apart. offered: words of ours."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    called = forms.CharField(
        required=False, max_length=LONGEST_NAME, error_messages={"max_length": sentence("called_too_long")}
    )
    offered = forms.CharField(required=False, max_length=LONGEST_NAME)
    group = forms.ChoiceField(choices=[("", ""), ("yes", "yes")], required=False)
    relation = forms.TypedChoiceField(choices=choices(Relation), coerce=Relation, required=False, empty_value=None)
    note = words()
    harmed = forms.BooleanField(required=False)

    def __init__(self, *args: object, taken: frozenset[str] = frozenset(), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._taken = taken

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        name = str(said.get("called") or said.get("offered") or "")
        if "called" in self.errors:
            return said
        if not name:
            self.add_error("called", sentence("called_missing"))
        elif same_name(name) in self._taken:
            self.add_error("called", sentence("called_taken", name=name))
        return {**said, "name": name}


class TrustForm(forms.Form):
    """One word for each area, or none. There is no sum of them."""

    revision = forms.IntegerField(min_value=1)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for area in Area:
            self.fields[area.value] = forms.TypedChoiceField(
                choices=choices(Trust), coerce=Trust, required=False, empty_value=None
            )

    def trusted_with(self) -> tuple[TrustedWith, ...]:
        said = [(area, self.cleaned_data[area.value]) for area in Area]
        return tuple(TrustedWith(area, trust) for area, trust in said if trust is not None)


class HarmedForm(forms.Form):
    id = forms.UUIDField()


class TieForm(forms.Form):
    """Somebody else this person belongs with, or the same home."""

    id = forms.UUIDField()
    other = forms.UUIDField(required=False)
    home = forms.BooleanField(required=False)


class NearForm(forms.Form):
    id = forms.UUIDField()
    near = forms.TypedChoiceField(choices=choices(Near), coerce=Near)


class EasierForm(forms.Form):
    """A place, or a moment. someone: only those who are offered."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    what = words(required=True)
    place = forms.ChoiceField(choices=[("", ""), ("yes", "yes")], required=False)
    someone = forms.TypedChoiceField(
        required=False, empty_value=None, error_messages={"invalid_choice": sentence("choose_one")}
    )

    def __init__(self, *args: object, whom: Sequence[str] = (), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["someone"].choices = [(one, one) for one in whom]  # type: ignore[attr-defined]


class HurtForm(DatedForm):
    """What happened. Everything but that may stay open. danger: leads on to the questions, and is not kept."""

    field_order = ("what", "day")
    what = words(required=True)
    owned = forms.TypedChoiceField(choices=choices(Owned), coerce=Owned, required=False, empty_value=None)
    repair = words()
    warned = forms.TypedChoiceField(choices=choices(Warned), coerce=Warned, required=False, empty_value=None)
    danger = forms.BooleanField(required=False)


class WeeksForm(forms.Form):
    id = forms.UUIDField()
    since = forms.TypedChoiceField(
        choices=choices(Since), coerce=Since, error_messages={"required": sentence("choose_one")}
    )
    note = words()


class SureForm(forms.Form):
    """seen: what the page said would go, so that nothing written in between goes unseen."""

    seen = forms.CharField(max_length=400)

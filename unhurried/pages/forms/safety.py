"""Shape of the questions in room safety. Every question may stay open, and an open one is never a no."""

from uuid import UUID

from django import forms
from django.http import QueryDict

from unhurried.content.danger import Part
from unhurried.content.library import library, sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.crisis import LONGEST_LINE_NAME, LONGEST_NUMBER, Why
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Near, StopSign
from unhurried.journey.crisis import PARTS
from unhurried.journey.safety import Said
from unhurried.pages.forms.steadying import choices

DIALLED = "0123456789+*#()-./ "


def _said(*, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=choices(Said),
        coerce=Said,
        required=required,
        empty_value=None,
        error_messages={"required": sentence("choose_one")},
    )


def _words(field_name: str = "too_long") -> forms.CharField:
    return forms.CharField(
        required=False, max_length=LONGEST_WORDS, strip=False, error_messages={"max_length": sentence(field_name)}
    )


class CountryForm(forms.Form):
    """The country whose numbers come first."""

    id = forms.UUIDField()
    region = forms.ChoiceField(choices=[(place.region, place.region) for place in library().emergency])
    what = forms.ChoiceField(choices=[("keep", "keep"), ("forget", "forget")])


class VeryBadForm(forms.Form):
    id = forms.UUIDField()
    answer = _said(required=True)


class DangerForm(forms.Form):
    """Three answers for each question. none_…: nothing of this part, said once for all that was left open in it."""

    id = forms.UUIDField()
    keep = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields |= {sign.value: _said() for sign in library().danger.questions}
        self.fields |= {f"none_{part.value}": forms.BooleanField(required=False) for part in Part}

    def answers(self) -> dict[DangerSign, Said | None]:
        """Every question with its answer. A yes stands, whatever was ticked for the whole part."""
        said = self.cleaned_data
        none = {part for part in Part if said[f"none_{part.value}"]}
        return {
            sign: said[sign.value] or (Said.NO if question.part in none else None)
            for sign, question in library().danger.questions.items()
        }


class StopForm(forms.Form):
    """Being followed, then the stop signs. The middle answer is handled as a yes."""

    id = forms.UUIDField()
    followed = _said()

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields |= {sign.value: _said() for sign in library().danger.stops}

    def is_followed(self) -> bool:
        return self.cleaned_data["followed"] in (Said.YES, Said.MAYBE)

    def signs(self) -> list[StopSign]:
        return [sign for sign in library().danger.stops if self.cleaned_data[sign.value] in (Said.YES, Said.MAYBE)]


class LookAgainForm(forms.Form):
    """A flag or a stop sign, asked about again. Who is near is only needed for a no."""

    id = forms.UUIDField()
    still = _said(required=True)
    near = forms.TypedChoiceField(choices=choices(Near), coerce=Near, required=False, empty_value=None)

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("still") is Said.NO and said.get("near") is None and "near" not in self.errors:
            self.add_error("near", sentence("choose_one"))
        return said


class PlanForm(forms.Form):
    """Every part of the crisis plan may stay empty."""

    revision = forms.IntegerField(min_value=0)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields |= {part: _words() for part in PARTS}


class OwnLineForm(forms.Form):
    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    name = forms.CharField(
        max_length=LONGEST_LINE_NAME,
        error_messages={"required": sentence("name_missing"), "max_length": sentence("name_too_long")},
    )
    number = forms.CharField(
        max_length=LONGEST_NUMBER,
        error_messages={"required": sentence("number_missing"), "max_length": sentence("number_too_long")},
    )
    note = _words()

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        if not set(number) <= set(DIALLED) or not any(sign.isdigit() for sign in number):
            raise forms.ValidationError(sentence("number_with_letters"))
        return number

    def words(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in ("name", "number", "note")}

    def changes(self) -> dict[str, object]:
        return {**self.words()}


CONTACT_WORDS = ("where", "how_long", "in_writing", "who_is_near", "how_i_leave", "advice")


class ContactForm(forms.Form):
    """Contact that cannot be avoided. Whom it is with may stay open."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    why = forms.TypedChoiceField(choices=choices(Why), coerce=Why, error_messages={"required": sentence("choose_one")})
    where = _words()
    how_long = _words()
    in_writing = _words()
    who_is_near = _words()
    how_i_leave = _words()
    advice = _words()

    def __init__(
        self, names: list[Someone], data: QueryDict | None = None, *, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        known = [(str(one.id), str(one.id)) for one in names]
        self.fields["someone"] = forms.TypedChoiceField(choices=known, coerce=UUID, required=False, empty_value=None)

    def words(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in CONTACT_WORDS}

    def changes(self) -> dict[str, object]:
        return {"why": self.cleaned_data["why"], "someone": self.cleaned_data["someone"], **self.words()}

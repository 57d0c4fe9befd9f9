"""Shape of the questions in room limits. The words stand in the templates. Only the first line can not be empty."""

from collections.abc import Iterable

from django import forms

from unhurried.content.library import sentence
from unhurried.content.limits import With
from unhurried.domain.limits import LONGEST_ID, LONGEST_LINE, For, HowReceived, LimitArea, Strength
from unhurried.domain.safety import Pays
from unhurried.pages.forms.dated import DatedForm
from unhurried.pages.forms.people import words as own_words
from unhurried.pages.forms.steadying import choices


def _line(*, required: bool = False) -> forms.CharField:
    says = {"required": sentence("limit_words_missing"), "max_length": sentence("limit_line_long")}
    return forms.CharField(required=required, max_length=LONGEST_LINE, error_messages=says)


class WhomForm(forms.Form):
    """Whom words are for; nobody for anyone else. protects: the need they are to look after, if the way led from one."""

    whom = forms.UUIDField(required=False)
    protects = forms.CharField(required=False, max_length=LONGEST_ID)


class PaysForm(forms.Form):
    pays = forms.TypedChoiceField(choices=choices(Pays), coerce=Pays)


class NarrowForm(forms.Form):
    """What phrases are looked for. Everything may stay open."""

    meant_for = forms.ChoiceField(choices=choices(For), required=False)
    area = forms.ChoiceField(choices=choices(LimitArea), required=False)
    strength = forms.ChoiceField(choices=choices(Strength), required=False)
    fits = forms.ChoiceField(choices=choices(With), required=False)


class LimitForm(forms.Form):
    """Three lines, and what they are about.

    firm: needs that are not negotiable, each to be ticked as left whole. protecting: needs it can be said to protect.
    """

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    limit = _line(required=True)
    need = _line()
    ask = _line()
    area = forms.TypedChoiceField(choices=choices(LimitArea), coerce=LimitArea, required=False, empty_value=None)
    strength = forms.TypedChoiceField(choices=choices(Strength), coerce=Strength, required=False, empty_value=None)

    def __init__(self, *args: object, firm: Iterable[str] = (), protecting: Iterable[str] = (), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["covered"] = forms.MultipleChoiceField(choices=[(one, one) for one in firm], required=False)
        self.fields["protects"] = forms.ChoiceField(choices=[(one, one) for one in protecting], required=False)

    def said(self) -> dict[str, object]:
        lines = {field: self.cleaned_data[field] for field in ("limit", "need", "ask", "area", "strength", "protects")}
        return {**lines, "covered": tuple(self.cleaned_data["covered"])}


class ReceivedForm(DatedForm):
    """How it was received, and on which day. Facts may stay open."""

    field_order = ("how", "happened", "day")
    how = forms.TypedChoiceField(
        choices=choices(HowReceived), coerce=HowReceived, error_messages={"required": sentence("how_missing")}
    )
    happened = own_words()

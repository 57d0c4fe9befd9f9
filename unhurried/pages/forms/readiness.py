"""Shape of a look at readiness. Every question may stay open."""

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.readiness import Often, Ready, ReadySign, SteadySign
from unhurried.pages.forms.steadying import choices


class ReadinessForm(forms.Form):
    """A field for each of the ten signs, named like the sign, and one for an own example of each of the seven."""

    id = forms.UUIDField()

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for steady in SteadySign:
            self.fields[steady.value] = forms.TypedChoiceField(
                choices=choices(Often), coerce=Often, required=False, empty_value=None
            )
        for ready in ReadySign:
            self.fields[ready.value] = forms.TypedChoiceField(
                choices=choices(Ready), coerce=Ready, required=False, empty_value=None
            )
            self.fields[f"{ready.value}_example"] = forms.CharField(
                required=False, max_length=LONGEST_WORDS, error_messages={"max_length": sentence("too_long")}
            )

    def ready(self) -> dict[ReadySign, tuple[Ready | None, str]]:
        return {sign: (self.cleaned_data[sign.value], self.cleaned_data[f"{sign.value}_example"]) for sign in ReadySign}

    def steady(self) -> dict[SteadySign, Often | None]:
        return {sign: self.cleaned_data[sign.value] for sign in SteadySign}

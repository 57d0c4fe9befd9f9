"""Shape of the questions in room steps. The words stand in the templates. Almost everything may stay open."""

from collections.abc import Iterable
from uuid import UUID

from django import forms

from unhurried.content.library import sentence
from unhurried.content.steps import Fit, Setting, StepTemplate, Talk
from unhurried.domain.people import Area
from unhurried.domain.safety import Pays, Wants
from unhurried.domain.steadying import Felt, Presence, State
from unhurried.domain.steps import LONGEST_STEP, About, AsFeared, Fear, Took
from unhurried.pages.forms.people import words as own_words
from unhurried.pages.forms.steadying import choices

LIKELY = (5, 25, 50, 75, 95)
"""How likely something feels, in five words, and what is kept for each."""

DEPTHS = {"1": (1, 2), "3": (3, 4), "5": (5, 6), "7": (7, 10)}
"""How much is at stake, in four words, by the least of each."""

LENGTHS = {"2": (0, 3), "10": (4, 10), "60": (11, 100_000)}
"""Minutes, in three words."""

_LONGEST_BLANK = 400


def _likely() -> list[tuple[str, str]]:
    return [(str(one), str(one)) for one in LIKELY]


class PickForm(forms.Form):
    """The first screen: one idea, and with whom. `id` makes a second submit of the same page do nothing more."""

    id = forms.UUIDField()
    step = forms.CharField(max_length=LONGEST_STEP)
    whom = forms.UUIDField(required=False)

    def company(self) -> tuple[UUID, ...]:
        return () if self.cleaned_data["whom"] is None else (self.cleaned_data["whom"],)


class FearForm(forms.Form):
    """The second screen. The answer on how likely it is sends it."""

    revision = forms.IntegerField(min_value=1)
    fear = forms.TypedChoiceField(choices=choices(Fear), coerce=Fear, required=False, empty_value=None)
    feared = own_words()
    likelihood = forms.TypedChoiceField(choices=_likely(), coerce=int, required=False, empty_value=None)


class LeaveForm(forms.Form):
    """The third screen. bears_on: needs that the step touches, each of which can be ticked as looked after."""

    revision = forms.IntegerField(min_value=1)
    how_i_leave = own_words()
    who_could_find_out = own_words()
    pays = forms.TypedChoiceField(choices=choices(Pays), coerce=Pays, required=False, empty_value=None)
    wants = forms.TypedChoiceField(choices=choices(Wants), coerce=Wants, required=False, empty_value=None)
    on_day = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": sentence("plan_day_form")}
    )
    note = own_words()

    def __init__(self, *args: object, bears_on: Iterable[str] = (), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["covered"] = forms.MultipleChoiceField(choices=[(one, one) for one in bears_on], required=False)


class OutcomeForm(forms.Form):
    revision = forms.IntegerField(min_value=0, required=False)
    took = forms.TypedChoiceField(
        choices=choices(Took), coerce=Took, error_messages={"required": sentence("took_missing")}
    )
    as_feared = forms.TypedChoiceField(choices=choices(AsFeared), coerce=AsFeared, required=False, empty_value=None)
    stayed = forms.TypedChoiceField(choices=choices(Presence), coerce=Presence, required=False, empty_value=None)
    likelihood_next = forms.TypedChoiceField(choices=_likely(), coerce=int, required=False, empty_value=None)
    state = forms.TypedChoiceField(choices=choices(State), coerce=State, required=False, empty_value=None)
    happened = own_words()

    def answers(self) -> dict[str, object]:
        """What was answered. Of a step that was not taken, only what it is expected to bring next time."""
        fields = ["happened", "likelihood_next"]
        if self.cleaned_data["took"] is not Took.NOT_DONE:
            fields += ["as_feared", "stayed", "state"]
        open_ones = dict.fromkeys(("as_feared", "stayed", "state"))
        return {**open_ones, **{field: self.cleaned_data[field] for field in fields}}


class MeaningForm(forms.Form):
    meaning = own_words()


class AskedForm(forms.Form):
    about = forms.TypedChoiceField(choices=choices(About), coerce=About)
    felt = forms.TypedChoiceField(choices=choices(Felt), coerce=Felt, required=False, empty_value=None)


class OwnStepForm(forms.Form):
    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    after = forms.CharField(required=False, max_length=LONGEST_STEP)
    title = forms.CharField(
        max_length=LONGEST_STEP,
        error_messages={"required": sentence("name_missing"), "max_length": sentence("name_too_long")},
    )
    area = forms.TypedChoiceField(
        choices=choices(Area), coerce=Area, error_messages={"required": sentence("area_missing")}
    )
    depth = forms.TypedChoiceField(
        choices=[(one, one) for one in DEPTHS], coerce=int, error_messages={"required": sentence("depth_missing")}
    )
    words = own_words()
    way_out = own_words()


class NarrowForm(forms.Form):
    """What ideas are looked for. Everything may stay open."""

    area = forms.ChoiceField(choices=choices(Area), required=False)
    depth = forms.ChoiceField(choices=[(one, one) for one in DEPTHS], required=False)
    setting = forms.ChoiceField(choices=choices(Setting), required=False)
    length = forms.ChoiceField(choices=[(one, one) for one in LENGTHS], required=False)
    fits = forms.ChoiceField(choices=choices(Fit), required=False)
    talk = forms.ChoiceField(choices=choices(Talk), required=False)


class TemplateForm(forms.Form):
    """A field for each blank of a template, named like the blank, in the order in which they stand."""

    def __init__(self, template: StepTemplate, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for blank in template.blanks:
            self.fields[f"blank_{blank.name}"] = forms.CharField(
                required=False, max_length=_LONGEST_BLANK, error_messages={"max_length": sentence("too_long")}
            )

"""Shape of the questions in room lookback."""

from collections.abc import Sequence

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.lookback import SinceBegun
from unhurried.domain.steadying import BodySign, State
from unhurried.journey.lookback import LEAVE_OUT
from unhurried.report.line import shown
from unhurried.report.meaning import Role, Stays
from unhurried.report.table import MoodSeen


class BringInForm(forms.Form):
    """A file, or its lines pasted. Which of the two is there, and whether it can be read, the view finds out."""

    file = forms.FileField(required=False, allow_empty_file=True)
    pasted = forms.CharField(required=False, strip=False)


class MoodsForm(forms.Form):
    """What each mood of another app stands for. A mood without an answer stays out, and is named."""

    def __init__(self, moods: Sequence[MoodSeen], *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._moods = moods
        for number, mood in enumerate(moods):
            self.fields[f"mood-{number}"] = forms.ChoiceField(
                required=False,
                label=shown(mood.name),
                choices=[("", ""), (LEAVE_OUT, LEAVE_OUT), *((state.value, state.value) for state in State)],
            )

    def said(self) -> dict[str, str]:
        """The answer to each mood that has one, by its name."""
        answers = (self.cleaned_data.get(f"mood-{number}") for number in range(len(self._moods)))
        return {mood.name: answer for mood, answer in zip(self._moods, answers, strict=True) if answer}


ASKED_ABOUT = 12
"""Things asked about one by one, those named most often. More would be a burden, and stay in the note unless said."""

_SIGNS = [(sign.value, sign.value) for sign in BodySign]
_STATES = [(state.value, state.value) for state in State]
_STAY = [(Stays.NOTE.value, Stays.NOTE.value), (Stays.LEAVE_OUT.value, Stays.LEAVE_OUT.value)]


class ThingsForm(forms.Form):
    """What activities or symptoms stand for: a sign in the body, words of the note, or nothing. Unsaid, they stay words.

    with_states: they may stand for a state too, where the other app keeps no mood with them.
    """

    def __init__(self, things: Sequence[MoodSeen], *args: object, with_states: bool = False, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.things = things[:ASKED_ABOUT]
        choices = [("", ""), *_STAY, *_SIGNS, *(_STATES if with_states else [])]
        for number, thing in enumerate(self.things):
            self.fields[f"thing-{number}"] = forms.ChoiceField(required=False, label=shown(thing.name), choices=choices)
        self.fields["rest"] = forms.ChoiceField(required=False, choices=_STAY)

    def said(self) -> dict[str, str]:
        answers = (self.cleaned_data.get(f"thing-{number}") for number in range(len(self.things)))
        return {thing.name: answer for thing, answer in zip(self.things, answers, strict=True) if answer}


class ColumnsForm(forms.Form):
    """What the columns of a table hold. A column nobody says anything about stays out."""

    def __init__(self, columns: Sequence[str], *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._columns = columns
        for number, name in enumerate(columns):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                required=False, label=shown(name), choices=[("", ""), *((role.value, role.value) for role in Role)]
            )

    def said(self) -> dict[str, str]:
        answers = (self.cleaned_data.get(f"column-{number}") for number in range(len(self._columns)))
        return {name: answer for name, answer in zip(self._columns, answers, strict=True) if answer}


class OwnReadingForm(forms.Form):
    """The person's own sentence. Empty, there is none."""

    id = forms.UUIDField()
    words = forms.CharField(
        required=False, max_length=LONGEST_WORDS, strip=False, error_messages={"max_length": sentence("too_long")}
    )


class HarmCheckForm(forms.Form):
    """One answer of four."""

    id = forms.UUIDField()
    since = forms.TypedChoiceField(choices=[(one.value, one.value) for one in SinceBegun], coerce=SinceBegun)

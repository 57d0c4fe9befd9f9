"""Shape of the questions in room lookback."""

from collections.abc import Sequence

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.lookback import SinceBegun
from unhurried.domain.steadying import State
from unhurried.journey.lookback import LEAVE_OUT
from unhurried.report.line import shown
from unhurried.report.table import MoodSeen


class BringInForm(forms.Form):
    """A file, or its lines pasted. Which of the two is there, and whether it can be read, the view finds out."""

    file = forms.FileField(required=False, allow_empty_file=True)
    pasted = forms.CharField(required=False, strip=False)


class MoodsForm(forms.Form):
    """What each mood of a Daylio export stands for. A mood without an answer stays out, and is named."""

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

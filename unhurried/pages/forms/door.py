"""Shape of the questions at the door. Passphrases are never put back into a page."""

from django import forms

from unhurried.content.library import sentence
from unhurried.domain.door import Appearance, ReadingFont, TextSize
from unhurried.pages.forms.steadying import choices

LONGEST_LEFT = 20_000
"""Characters of a note left from the lock page: it fits into one place of the inbox in every script."""


class WordsForm(forms.Form):
    """A note left from the lock page."""

    words = forms.CharField(
        max_length=LONGEST_LEFT,
        strip=False,
        error_messages={"required": sentence("nothing_written"), "max_length": sentence("too_long")},
    )


def _minutes() -> forms.IntegerField:
    says = sentence("minutes_range")
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), says)
    return forms.IntegerField(min_value=1, max_value=15, error_messages=wrong)


class PreferencesForm(forms.Form):
    appearance = forms.TypedChoiceField(choices=choices(Appearance), coerce=Appearance)
    text_size = forms.TypedChoiceField(choices=choices(TextSize), coerce=TextSize)
    font = forms.TypedChoiceField(choices=choices(ReadingFont), coerce=ReadingFont)
    exit_stands_out = forms.BooleanField(required=False)
    exit_low = forms.BooleanField(required=False)
    cover_minutes = _minutes()
    lock_minutes = _minutes()

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        cover, lock = said.get("cover_minutes"), said.get("lock_minutes")
        if isinstance(cover, int) and isinstance(lock, int) and lock < cover:
            self.add_error("lock_minutes", sentence("lock_before_cover"))
        return said


class LeftNoteForm(forms.Form):
    """What to do with a note that was left while locked."""

    what = forms.ChoiceField(choices=[("keep", "keep"), ("erase", "erase")])

"""Shape of the questions before a page is taken along. The words stand in the template and in content."""

from typing import Any

from django import forms

from unhurried.content.library import library
from unhurried.report.along import PARTS
from unhurried.report.along.blocks import LONGEST_WORDS, Wanted

LETTERS, CODE_NAMES = "letters", "code_names"


class AlongForm(forms.Form):
    """Two answers in own words, what goes in, and what people are called. Nothing of it is kept in the notebook."""

    why = forms.CharField(required=False, max_length=LONGEST_WORDS)
    help_with = forms.CharField(required=False, max_length=LONGEST_WORDS)
    parts = forms.MultipleChoiceField(required=False, choices=[(part, part) for part in PARTS])
    called = forms.ChoiceField(choices=[(LETTERS, LETTERS), (CODE_NAMES, CODE_NAMES)])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        say = library().along.say
        for name in ("why", "help_with"):
            self.fields[name].error_messages["max_length"] = say("form_too_long", most=LONGEST_WORDS)
        self.fields["parts"].error_messages["invalid_choice"] = say("form_nothing")
        for reason in ("required", "invalid_choice"):
            self.fields["called"].error_messages[reason] = say("form_called")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in ("why", "help_with", "parts")):
            self.add_error("parts", library().along.say("form_nothing"))
        return given

    def wanted(self) -> Wanted:
        """What was chosen. The form is valid."""
        given = self.cleaned_data
        return Wanted(given["why"], given["help_with"], tuple(given["parts"]), letters=given["called"] == LETTERS)


def as_first_shown() -> dict[str, object]:
    """Before anything was chosen: the parts that need no second thought, and letters for names."""
    ticked = [part for part, words in library().along.parts.items() if words.ticked]
    return {"parts": ticked, "called": LETTERS}


def as_chosen(wanted: Wanted) -> dict[str, object]:
    called = LETTERS if wanted.letters else CODE_NAMES
    return {"why": wanted.why, "help_with": wanted.help, "parts": list(wanted.parts), "called": called}

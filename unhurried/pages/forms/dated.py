"""A day on the person's clock, as a form asks for it: today or earlier, and told back as a moment."""

from datetime import date, datetime, time

from django import forms

from unhurried.content.library import sentence

MIDDAY = time(12)
"""A day without an hour is taken for its middle."""


class DatedForm(forms.Form):
    """The day something was, in an entry that may be here already. today: on the person's clock."""

    id = forms.UUIDField(required=False)
    revision = forms.IntegerField(min_value=1, required=False)
    day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": sentence("day_form"), "required": sentence("day_missing")},
    )

    def __init__(self, *args: object, today: date, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise forms.ValidationError(sentence("lies_ahead"))
        if day.year < 1901:  # noqa: PLR2004 - an entry lies after 1900, on every clock
            raise forms.ValidationError(sentence("day_form"))
        return day

    def when(self) -> datetime | None:
        """Midday of an earlier day on the person's clock, without a zone. None: it was today."""
        day: date = self.cleaned_data["day"]
        return None if day == self._today else datetime.combine(day, MIDDAY)

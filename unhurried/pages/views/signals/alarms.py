"""What the pages of room signals share: an alarm of this person, and how it stands now."""

from django.http import HttpRequest

from unhurried.content.library import library
from unhurried.domain.notebook import Kept
from unhurried.domain.signals import Alarm
from unhurried.journey import signals as journey
from unhurried.pages import clock
from unhurried.pages.visits import kept_entries


def alarm_in(seen: Kept) -> Alarm:
    if not isinstance(seen.entry, Alarm):
        raise TypeError(type(seen.entry).__name__)
    return seen.entry


def looked_at(request: HttpRequest, alarm: Alarm) -> journey.Looked:
    return journey.looked_at(kept_entries(request), clock.now(), library().signals.meanings(), alarm)

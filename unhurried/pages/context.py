"""What every page is told: whether the notebook is open, and how the person wants the app to look."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from unhurried.domain.door import Appearance, Preferences, ReadingFont, TextSize


def page(request: HttpRequest) -> dict[str, Any]:
    """Nothing personal: on pages without an open notebook the looks are the system's."""
    visit = getattr(request, "visit", None)
    is_open = bool(getattr(visit, "opened", False))
    chosen = getattr(visit, "appearance", None) if is_open else None
    return {"demo": settings.DEMO, "opened": is_open, **_looks(chosen), **_minutes(chosen, is_open=is_open)}


def _looks(chosen: Preferences | None) -> dict[str, Any]:
    if chosen is None:
        return {
            "appearance": Appearance.SYSTEM.value,
            "text_size": TextSize.USUAL.value,
            "font": ReadingFont.SYSTEM.value,
            "exit_stands_out": False,
            "exit_low": False,
        }
    return {
        "appearance": chosen.appearance.value,
        "text_size": chosen.text_size.value,
        "font": chosen.font.value,
        "exit_stands_out": chosen.exit_stands_out,
        "exit_low": chosen.exit_low,
    }


def _minutes(chosen: Preferences | None, *, is_open: bool) -> dict[str, Any]:
    """A locked page shows nothing of anyone, so it is neither covered nor locked again."""
    if not is_open:
        return {"cover_minutes": None, "lock_minutes": None}
    if chosen is None:
        return {"cover_minutes": 2, "lock_minutes": 15}
    return {"cover_minutes": chosen.cover_minutes, "lock_minutes": chosen.lock_minutes}

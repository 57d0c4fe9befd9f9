"""A form as the person left it: with what was typed and what does not fit, or as it is kept now."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.http import HttpRequest

from unhurried.domain.notebook import Kept
from unhurried.pages.visits import take_typed

_Shape = TypeVar("_Shape", bound=forms.Form)


def again(request: HttpRequest, name: str, shape: Callable[..., _Shape], initial: Mapping[str, object]) -> _Shape:
    typed = take_typed(request, name)
    if typed is None:
        return shape(initial=initial)
    form = shape(typed)
    form.is_valid()
    return form


def is_stale(form: forms.Form, seen: Kept) -> bool:
    """What was typed belongs to an older revision: both are shown."""
    return form.is_bound and form.data.get("revision") != str(seen.revision)

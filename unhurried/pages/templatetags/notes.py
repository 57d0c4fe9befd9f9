"""Tags for every template: links and forms that leave no history, components that hold other markup, and glyphs.

With scripting on, a link or a form swaps the page by fetch and the address stays; with scripting off it is a plain
link or form. Both come from the same tag, so that no page has to remember.
"""

from dataclasses import dataclass
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SWAP = mark_safe('hx-target="#page" hx-select="#page" hx-swap="outerHTML show:window:top"')
"""The whole page is replaced, and the history never hears of it."""

_FILES = mark_safe(' enctype="multipart/form-data" hx-encoding="multipart/form-data"')


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person can give: what is sent, and what it says."""

    value: str
    label: str
    hint: str = ""


@register.simple_tag
def to(name: str, entry_id: UUID | None = None) -> SafeString:
    """For <a>: where it goes, with and without scripting."""
    address = _address(name, entry_id)
    return format_html('href="{}" hx-get="{}" {}', address, address, _SWAP)


@register.simple_tag
def swaps() -> SafeString:
    """For what holds very many links: they swap the page as `to` does, and carry nothing but their address."""
    return mark_safe(f'hx-boost="true" hx-push-url="false" {_SWAP}')  # noqa: S308 - a constant


@register.simple_tag
def sends(name: str, entry_id: UUID | None = None, *, files: bool = False) -> SafeString:
    """For <form>: where it is sent. A second tap while the first is on its way does nothing."""
    address = _address(name, entry_id)
    kind = _FILES if files else ""
    return format_html(
        'action="{}" method="post" autocomplete="off" novalidate hx-post="{}" hx-sync="this:drop" {}{}',
        address,
        address,
        _SWAP,
        kind,
    )


@register.simple_tag
def options(*pairs: str) -> list[Option]:
    """Answers with their words: {% options "yes" "Yes" "partly" "Partly" as answers %}."""
    if len(pairs) % 2:
        raise template.TemplateSyntaxError("options come in pairs: what is sent, and what it says")
    return [Option(value, label) for value, label in zip(pairs[::2], pairs[1::2], strict=True)]


@register.simple_tag
def glyph(name: str, kind: str = "") -> SafeString:
    """A small drawing beside words. It says nothing that the words do not, so it is hidden from screen readers."""
    return _glyph(name, kind)


@register.filter
def as_text(value: object) -> str:
    """The value of a field or an answer as it is sent, so that the two can be compared."""
    return "" if value is None else str(getattr(value, "value", value))


@register.filter
def all_as_text(values: object) -> list[str]:
    """The values of a field that takes several answers."""
    return [as_text(value) for value in values] if isinstance(values, list | tuple | set) else []


@register.filter
def dialled(number: str) -> str:
    """A number as a phone dials it, for an address. After a + the nought in brackets is for callers from within."""
    plain = number.replace("(0)", "") if number.lstrip().startswith("+") else number
    return "".join(sign for sign in plain if sign in "0123456789+*#").replace("#", "%23")


@register.simple_block_tag(end_name="endmore")
def more(content: str, label: str, *, is_open: bool = False) -> SafeString:
    """Words that wait until they are asked for: {% more "Read more" %} ... {% endmore %}."""
    return _component("more", body=content, label=label, is_open=is_open)


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "calm", title: str = "") -> SafeString:
    """{% notice "ok" %} ... {% endnotice %}; kind: calm, ok or warn."""
    return _component("notice", body=content, kind=kind, title=title)


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str = "", drawing: str = "", kind: str = "") -> SafeString:
    """{% card "Title" "sprout" %} ... {% endcard %}; kind: empty, soft or quiet."""
    return _component("card", body=content, title=title, drawing=drawing, kind=kind)


@register.simple_block_tag(end_name="endshelf")
def shelf(content: str, title: str, drawing: str, words: str) -> SafeString:
    """One of the tracks: {% shelf "Title" "sprout" "A sentence." %} <li> with a link each {% endshelf %}."""
    return _component("shelf_item", body=content, title=title, drawing=drawing, words=words)


@register.simple_block_tag(end_name="endfigure")
def figure(content: str, sentence: str, picture: str = "", note: str = "", label: str = "") -> SafeString:
    """A finding: the sentence, then the picture, then what stands in the block as a table for those who open it."""
    return _component("figure", body=content, sentence=sentence, picture=picture, note=note, label=label)


def _component(name: str, **taken: object) -> SafeString:
    return render_to_string(f"_components/{name}.html", taken)


def _glyph(name: str, kind: str) -> SafeString:
    drawing = render_to_string(f"_components/glyphs/{name}.svg")
    return format_html(
        '<svg class="glyph{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        f" glyph-{kind}" if kind else "",
        drawing,
    )


def _address(name: str, entry_id: UUID | None) -> str:
    return reverse(name, args=[entry_id] if entry_id else [])

"""The page to take along as a PDF that a screen reader can read (PDF/UA-1).

Typst sets it in memory: the template and the fonts are read, and nothing is written. What the person wrote reaches it
as data and never as markup, so no word of theirs can change how the page is set. It is imported when a PDF is asked for
and not before: it takes as much memory as the rest of the program, and keeps what it set last until the worker ends.
"""

import re
import unicodedata
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import msgspec

from unhurried.content.along import AlongWords
from unhurried.report.along.blocks import Page, Part, Picture
from unhurried.report.paper import on_paper

TITLE = "Notes"
"""What a reader shows as the name of the document: as neutral as the page it came from."""

_FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
INSTEAD = "\N{WHITE SQUARE}"
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_MANY_SIGNS = "\u0900"
"""From here on scripts have many signs each."""

_PICTURES = "\U0001f000"
"""From here on there are small pictures."""

_SAID = (
    "one_minute",
    "details",
    "why",
    "help",
    "who",
    "what_it_is",
    "letters",
    "not_proof",
    "on_page",
    "of_pages",
    "own_words",
    "missing",
)


class NotSet(RuntimeError):
    """The page could not be set so that it can be read aloud. What Typst said of it is not told: it may quote the page."""


def make_pdf(page: Page, words: AlongWords, now: datetime) -> bytes:
    """The file. Raises NotSet where it could not be read aloud: a picture without words, a heading left out.

    A sign that no font here or on this computer has comes as an open square, and the first page says so.
    """
    said = {name: words.say(name) for name in _SAID}
    data = msgspec.json.encode({"title": TITLE, "lang": "en", "words": said, "page": _as_data(page)}).decode()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)  # the page tells the day; the hour is nobody's
    return _set(data, day, with_fonts_here=False, missing="")


def _set(data: str, day: datetime, *, with_fonts_here: bool, missing: str) -> bytes:
    """First with our own fonts alone, then with those of this computer too, then without what none of them has."""
    import typst  # noqa: PLC0415  81 MB on the disk and 50 MB of memory: only when asked for

    try:
        made: bytes = typst.compile(
            _template(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": data, "missing": missing},
            font_paths=_fonts(with_fonts_here=with_fonts_here),
            timestamp=day,
        )
    except typst.TypstError as error:
        unshown = _NOT_SHOWN.search(error.message)
    else:
        return made
    shorter = _without(data, unshown[1]) if unshown and with_fonts_here else data
    if unshown is None or (with_fonts_here and shorter == data):
        raise NotSet
    return _set(shorter, day, with_fonts_here=True, missing="yes" if with_fonts_here else "")


def _without(data: str, unshown: str) -> str:
    """Open squares for signs that cannot be shown: for all of a script at once where it is one of many signs."""
    shown_as = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), unshown)
    kinds = {_kind(sign) for sign in shown_as}
    return "".join(INSTEAD if not sign.isascii() and _kind(sign) in kinds else sign for sign in data)


def _kind(sign: str) -> str:
    """The script of a sign, such as THAI; or the sign itself, where only that one is rare."""
    if sign >= _PICTURES:
        return _PICTURES
    script = unicodedata.name(sign, "").split(" ")[0].split("-")[0]
    return script if sign >= _MANY_SIGNS and script not in ("LATIN", "GREEK", "CYRILLIC", "") else sign


@cache
def _template() -> bytes:
    return (files("unhurried.report") / "templates" / "along.typ").read_bytes()


@cache
def _fonts(*, with_fonts_here: bool) -> Any:
    """The same letters everywhere, whatever fonts the computer has; for signs they lack, those Typst brings along."""
    import typst  # noqa: PLC0415  the same

    return typst.Fonts(include_system_fonts=with_fonts_here, include_embedded_fonts=True, font_paths=[str(_FONTS)])


def _as_data(page: Page) -> dict[str, Any]:
    """The page in plain lists, for the template."""
    data: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(page, parts=()))
    return data | {"parts": [_part(part) for part in page.parts]}


def _part(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(
        msgspec.structs.replace(part, told=msgspec.structs.replace(part.told, pictures=()))
    )
    data["told"]["pictures"] = [_picture(one) for one in part.told.pictures]
    return data


def _picture(picture: Picture) -> dict[str, str]:
    drawn = on_paper(picture.drawn, picture.tall)
    return {"svg": drawn, "in_words": picture.in_words, "key": picture.key}

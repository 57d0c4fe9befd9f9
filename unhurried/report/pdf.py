"""The page to take along as a PDF that a screen reader can read (PDF/UA-1).

Typst sets it in memory: the template and the fonts are read, and nothing is written. What the person wrote reaches it
as data and never as markup, so no word of theirs can change how the page is set. It is imported when a PDF is asked for
and not before: it takes as much memory as the rest of the program, and keeps what it set last until the worker ends.
"""

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
)


def make_pdf(page: Page, words: AlongWords, now: datetime) -> bytes:
    """The file. Raises typst.TypstError where it could not be read aloud: a picture without words, a level left out."""
    import typst  # noqa: PLC0415  81 MB on the disk and 40 MB of memory: only when asked for

    said = {name: words.say(name) for name in _SAID}
    data = {"title": TITLE, "lang": "en", "words": said, "page": _as_data(page)}
    made: bytes = typst.compile(
        _template(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": msgspec.json.encode(data).decode()},
        font_paths=_fonts(),
        timestamp=now.replace(
            hour=0, minute=0, second=0, microsecond=0
        ),  # the day is on the page; the hour is nobody's
    )
    return made


@cache
def _template() -> bytes:
    return (files("unhurried.report") / "templates" / "along.typ").read_bytes()


@cache
def _fonts() -> Any:
    """The same letters everywhere, whatever fonts the computer has; for signs they lack, those Typst brings along."""
    import typst  # noqa: PLC0415  the same

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])


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

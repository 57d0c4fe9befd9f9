"""What a PDF says of itself to a machine: its parts in reading order, the words of its pictures, the heads of its tables."""

from collections.abc import Iterator
from io import BytesIO
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

import pikepdf
import pypdf
from pdfua import validate


class Element(NamedTuple):
    """A part of the structure, such as H1, P, Figure or TH. in_words: what is read out in its place."""

    kind: str
    in_words: str
    inside: tuple[str, ...]


def elements(made: bytes) -> list[Element]:
    """Every part, in the order in which it is read out. inside: the kinds of what it lies in, outermost first."""
    with pikepdf.open(BytesIO(made)) as pdf:
        return list(_below(pdf.Root.StructTreeRoot, ()))


def _below(node: Any, inside: tuple[str, ...]) -> Iterator[Element]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kind = str(kid.S).lstrip("/")
            yield Element(kind, str(kid.get("/Alt", "")), inside)
            yield from _below(kid, (*inside, kind))


def text_of(made: bytes) -> str:
    """What can be taken out as text, page by page, lines joined."""
    pages = pypdf.PdfReader(BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def first_page(made: bytes) -> str:
    return " ".join(pypdf.PdfReader(BytesIO(made)).pages[0].extract_text().split())


def findings(made: bytes) -> list[str]:
    """What the package pdfua finds. It looks at 16 of the 106 conditions of PDF/UA-1: no finding is no proof."""
    with NamedTemporaryFile(suffix=".pdf") as file:  # made-up words only: it takes a path
        file.write(made)
        file.flush()
        report = validate(file.name)
    return [f"{one.rule_id}: {one.message}" for one in report.findings]


def figures_without_words(made: bytes) -> int:
    return sum(one.kind == "Figure" and not one.in_words.strip() for one in elements(made))


def tables_without_heads(made: bytes) -> int:
    kinds = elements(made)
    return sum(one.kind == "Table" for one in kinds) - _tables_with_heads(kinds)


def _tables_with_heads(kinds: list[Element]) -> int:
    """Tables whose first cell is a head."""
    found, waiting = 0, False
    for one in kinds:
        if one.kind == "Table":
            waiting = True
        elif waiting and one.kind in ("TH", "TD"):
            found += one.kind == "TH"
            waiting = False
    return found

"""Measuring words: how hard a text is to read, what a page shows, and how much of it there is."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

import textstat

LONG_NAMES = {
    "Daylio": "Day",
    "Cognitive processing therapy": "CPT",
    "Internal Family Systems": "IFS",
    "Narrative exposure therapy": "NET",
    "Somatic Experiencing": "SE",
    "Written exposure therapy": "WET",
}
"""Names that no plainer word exists for, and what they are counted as."""

SHORTEST_SENTENCE = 3
"""A line of fewer words is a label, and no sentence that could be hard to read."""

CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = frozenset({"head", "header", "script", "style", "template", "noscript", "svg"})
INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"]
)


def grade(text: str) -> float:
    """Flesch-Kincaid grade. Every line ends a sentence, as a heading or a button does; labels are left out."""
    lines = [line for line in _with_plain_names(text).splitlines() if count_words(line) >= SHORTEST_SENTENCE]
    if not lines:
        return 0.0
    return float(textstat.flesch_kincaid_grade(" ".join(_ended(line) for line in lines)))


def sentences(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in re.split(r"(?<=[.?!])\W*\s+", line.strip()) if part]


def count_words(text: str) -> int:
    return len(re.findall(r"\w[\w'.,:-]*", text.replace(CURLY, "'")))


def visible_words(html: str) -> str:
    """What a person reads in the body: <details> closed, without header, danger line and [data-uncounted].

    One line for each block.
    """
    reader = _Visible()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).splitlines())
    return "\n".join(re.sub(r"\s+([.,;:?!])", r"\1", line) for line in lines if line)


def template_words(source: str) -> str:
    """All words a template may show: its text, the attributes that are read out, and what it hands to others."""
    source = re.sub(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", " ", source, flags=re.DOTALL)
    tags = re.findall(r"{[%{].*?[%}]}", source, flags=re.DOTALL)
    handed_on = [words for tag in tags for words in re.findall(r'"([^"]*)"', tag)]
    reader = _Everything()
    reader.feed(re.sub(r"{[%{].*?[%}]}", " ", source, flags=re.DOTALL))
    reader.close()
    return "\n".join([*reader.found, *handed_on])


def _ended(line: str) -> str:
    line = line.strip()
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _with_plain_names(text: str) -> str:
    for name, plain in LONG_NAMES.items():
        text = text.replace(name, plain)
    return text


class _Open(NamedTuple):
    """An element that is open: whether its own text shows, and whether only its summary does."""

    tag: str
    shows: bool
    is_folded: bool = False


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open = [_Open("", shows=True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.found.append("\n")
        if tag in VOID:
            return
        given, outer = dict(attrs), self._open[-1]
        shows = outer.shows and not _hides(tag, given) and (not outer.is_folded or tag == "summary")
        self._open.append(_Open(tag, shows, is_folded=tag == "details" and "open" not in given))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(" " if tag in INLINE else "\n")
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1].shows and not self._open[-1].is_folded:
            self.found.append(data.replace("\n", " "))


def _hides(tag: str, given: dict[str, str | None]) -> bool:
    marks = {"hidden", "data-danger-line", "data-uncounted"}
    return tag in UNSEEN or bool(marks & given.keys()) or "unseen" in (given.get("class") or "").split()


class _Everything(HTMLParser):
    READ_OUT = frozenset({"aria-label", "alt", "title", "placeholder", "value"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and (name in self.READ_OUT or name.startswith("data-"))]

    def handle_data(self, data: str) -> None:
        self.found.append(data)

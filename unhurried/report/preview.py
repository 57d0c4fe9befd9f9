"""What the command says about a file before anything is brought in. No note is ever printed."""

from collections.abc import Iterator, Mapping

from unhurried.content.schema import Words
from unhurried.report.line import shown
from unhurried.report.table import Kind, Reading

MOST_SHOWN = 50
"""Refused lines named one by one; the rest is a number."""


def preview_lines(reading: Reading, words: Mapping[str, Words]) -> list[str]:
    """Lines of text for a terminal: the kind of file, what can be read, and every line that can not, with its reason."""
    return [
        words[f"kind_{reading.kind.value}"].says,
        *_moods(reading, words),
        _read(reading, words),
        *_refused(reading, words),
        *_passed_over(reading, words),
    ]


def _read(reading: Reading, words: Mapping[str, Words]) -> str:
    if not reading.rows:
        return words["none_read"].says
    days = [row.local.date() for row in reading.rows]
    return words["read"].says.format(count=len(days), first=min(days), last=max(days))


def _refused(reading: Reading, words: Mapping[str, Words]) -> Iterator[str]:
    if not reading.refused:
        return
    yield words["refused"].says.format(count=len(reading.refused))
    for line, why, cell in reading.refused[:MOST_SHOWN]:
        sentence = words["line_shown" if cell else "line"].says
        yield sentence.format(line=line, why=words[why.value].says, shown=cell)
    if len(reading.refused) > MOST_SHOWN:
        yield words["more"].says.format(count=len(reading.refused) - MOST_SHOWN)


def _passed_over(reading: Reading, words: Mapping[str, Words]) -> Iterator[str]:
    if reading.passed_over:
        yield words["passed_over"].says.format(names=", ".join(reading.passed_over[:MOST_SHOWN]))


def _moods(reading: Reading, words: Mapping[str, Words]) -> Iterator[str]:
    if reading.kind is Kind.CHECKINS or not reading.moods_seen:
        return
    yield words["moods"].says
    for mood in reading.moods_seen:
        yield words["mood"].says.format(name=shown(mood.name), count=mood.lines)
    yield words["mood_how"].says.format(name=shown(reading.moods_seen[0].name))

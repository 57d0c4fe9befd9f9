"""Totals of measures taken elsewhere, for the page to take along, with what was checked about them and nothing more."""

from unhurried.domain.support import Instrument, OutsideMeasure
from unhurried.insight.support import MeasureFinding, Moved, read_measures
from unhurried.report.along.blocks import Notes, Table, Told


def measures_in(notes: Notes) -> list[OutsideMeasure]:
    """The latest first."""
    found = [one for one in notes.entries if isinstance(one, OutsideMeasure)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def name_of(notes: Notes, measure: OutsideMeasure) -> str:
    ours = notes.library.support.measures[measure.which].title
    return notes.names.in_words(measure.name) if measure.which is Instrument.OTHER else ours


def tell_measures(notes: Notes) -> Told | None:
    found = read_measures(measures_in(notes), notes.library.support.measures)
    if not found:
        return None
    words = notes.words
    first = (words.say("measures_count", count=len(found)),)
    asked = (words.say("measures_ask"),) if any(one.has_to_ask for one in found) else ()
    heads = tuple(words.say(f"head_{one}") for one in ("measure", "day", "total", "band", "moved"))
    return Told(
        first=first,
        sentences=(*first, *asked),
        tables=(Table(words.say("measures_table"), heads, tuple(_row(notes, one) for one in found)),),
        rests_on=words.say("rests_on_measures", count=len(found)),
    )


def _row(notes: Notes, one: MeasureFinding) -> tuple[str, ...]:
    words, measure = notes.words, one.measure
    moved = words.say(f"moved_{one.moved.value}") if isinstance(one.moved, Moved) else words.say("not_checked")
    band = f"{one.band.says} ({one.words.found_with})" if one.band else words.say("not_checked")
    return (name_of(notes, measure), words.day(measure.local.date()), f"{measure.total:g}", band, moved)

"""What changed between two spans of days, in the same blocks as the page to take along."""

from collections.abc import Iterable

from unhurried.insight.charts import Spoken
from unhurried.insight.lookback import Compared, Comparison
from unhurried.report.along.blocks import Notes, Part, Picture, Table, Told
from unhurried.report.along.drawing import Row, share_rows

_ROW_TALL = 34
_BELOW_ROWS = 30


def tell_changed(notes: Notes, comparisons: Iterable[Comparison]) -> tuple[Part, ...]:
    """One part for each question. What only wobbles is told as that, and too little as too little."""
    words = notes.words
    return tuple(
        Part(
            f"changed-{one.what.value}",
            words.say(f"changed_{one.what.value}"),
            _told(notes, one),
            words.say("changed_not_proof"),
        )
        for one in comparisons
    )


def _told(notes: Notes, one: Comparison) -> Told:
    change = one.change
    sentences = (_sentence(notes, one),)
    return Told(
        first=sentences,
        sentences=sentences,
        pictures=() if one.too_few else (_picture(notes, one),),
        tables=(_table(notes, one),),
        rests_on=notes.words.say("changed_rests_on", before=sum(change.before), after=sum(change.after)),
    )


def _sentence(notes: Notes, one: Comparison) -> str:
    words, change = notes.words, one.change
    if one.too_few:
        return words.say("changed_too_few")
    if one.moved is None:
        return words.say("changed_within")
    return words.say(
        "changed_more",
        answer=_answers(notes, one)[one.moved],
        before=change.before[one.moved],
        before_all=sum(change.before),
        after=change.after[one.moved],
        after_all=sum(change.after),
    )


def _answers(notes: Notes, one: Comparison) -> list[str]:
    """The answers in words. How someone was has its words already."""
    if one.what is Compared.STATES:
        return [notes.words.say(f"state_{answer}") for answer in one.answers]
    return [notes.words.say(f"changed_{one.what.value}_{answer}") for answer in one.answers]


def _picture(notes: Notes, one: Comparison) -> Picture:
    words, change = notes.words, one.change
    all_before, all_after = sum(change.before), sum(change.after)
    shares = [
        (before / all_before, after / all_after) for before, after in zip(change.before, change.after, strict=True)
    ]
    rows: list[Row] = [
        (answer, min(share), share[1], max(share)) for answer, share in zip(_answers(notes, one), shares, strict=True)
    ]
    in_words = words.say("changed_picture")
    spoken = Spoken(f"changed-{one.what.value}", words.say(f"changed_{one.what.value}"), in_words)
    tall = _ROW_TALL * len(rows) + _BELOW_ROWS
    return Picture(share_rows(spoken, words, rows), in_words, words.say("changed_key"), tall)


def _table(notes: Notes, one: Comparison) -> Table:
    change = one.change
    counted = zip(_answers(notes, one), change.before, change.after, strict=True)
    return Table(
        caption=notes.words.say("changed_table"),
        heads=tuple(notes.words.say(f"head_{name}") for name in ("answer", "before", "now")),
        rows=tuple((answer, str(before), str(after)) for answer, before, after in counted),
    )

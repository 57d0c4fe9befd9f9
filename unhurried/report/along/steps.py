"""Small steps, for the page to take along: what was feared, what happened, and the exact bound that the counts allow."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from unhurried.domain.steps import AsFeared, OwnStep, StepOutcome, StepPlan, Took, told
from unhurried.insight.charts import Dot, Spoken
from unhurried.insight.steps import Seen, StepFinding, find_steps
from unhurried.report.along.blocks import Notes, Picture, Table, Told
from unhurried.report.along.drawing import likely_dots

LATEST = 20
"""Steps that are listed one by one."""

FIRST_PAGE = 2
"""Companies named on the first page: those with whom it happened most often first, then those with the most that is known."""

_LIKELY_FROM = (15, 38, 63, 88)
_TALL = 150


class _Step(NamedTuple):
    """One step that was taken, and with whom."""

    seen: Seen
    whom: tuple[UUID, ...]


def tell_steps(notes: Notes) -> Told | None:
    found = find_steps(notes.entries)
    if not found:
        return None
    words = notes.words
    steps = sorted((_Step(seen, one.whom) for one in found for seen in one.seen), key=lambda step: step.seen.day)
    known, came_true = sum(one.known for one in found), sum(one.came_true for one in found)
    count = words.say("steps_count", count=len(steps), known=known, came_true=came_true)
    each = [_finding(notes, one) for one in found]
    bounded = [one for one in found if one.at_most is not None]
    foremost = sorted(bounded, key=lambda one: (-one.came_true, -one.known))[:FIRST_PAGE]
    unknown = (words.say("steps_unknown", count=len(steps) - known),) if len(steps) > known else ()
    return Told(
        first=(count, *(_finding(notes, one) for one in foremost)),
        sentences=(count, *each, *unknown),
        pictures=_picture(notes, steps),
        tables=(_table(notes, found), _list(notes, steps)),
        own=_own(notes),
        rests_on=words.say("rests_on_steps", count=len(steps)),
    )


def _who(notes: Notes, whom: Sequence[UUID]) -> str:
    names = notes.words.listed([notes.names.of(one) for one in whom])
    return names or notes.words.say("nobody")


def _finding(notes: Notes, one: StepFinding) -> str:
    said = "steps_few" if one.at_most is None else "steps_bound"
    return notes.words.say(
        said,
        who=_who(notes, one.whom),
        area=notes.words.say(f"area_{one.area.value}"),
        came_true=one.came_true,
        known=one.known,
        at_most=one.at_most,
    )


def _picture(notes: Notes, steps: Sequence[_Step]) -> tuple[Picture, ...]:
    words = notes.words
    drawn = [step.seen for step in steps if step.seen.expected is not None]
    if not drawn:
        return ()
    forms = [_form(one) for one in drawn]
    counts = {"came_true": forms.count("full"), "did_not": forms.count("ring"), "unknown": forms.count("open")}
    in_words = words.say("steps_picture", count=len(drawn), **counts)
    points = [Dot(one.day, one.expected or 0, form) for one, form in zip(drawn, forms, strict=True)]
    spoken = Spoken("along-steps", words.parts["steps"].title, in_words)
    return (Picture(likely_dots(spoken, words, points), in_words, words.say("steps_key"), _TALL),)


def _form(one: Seen) -> str:
    if not one.is_known:
        return "open"
    return "ring" if one.as_feared is AsFeared.NO else "full"


def _table(notes: Notes, found: Sequence[StepFinding]) -> Table:
    words = notes.words
    heads = ("with", "about", "known", "happened", "at_most", "not_known")
    return Table(
        caption=words.say("steps_table"),
        heads=tuple(words.say(f"head_{one}") for one in heads),
        rows=tuple(
            (
                _who(notes, one.whom),
                words.say(f"area_{one.area.value}"),
                str(one.known),
                str(one.came_true),
                words.say("too_few") if one.at_most is None else str(one.at_most),
                str(one.unknown),
            )
            for one in found
        ),
    )


def _list(notes: Notes, steps: Sequence[_Step]) -> Table:
    words = notes.words
    cut = len(steps) > LATEST
    heads = ("day", "step", "with", "felt", "happened")
    return Table(
        caption=words.say("steps_list_latest", count=LATEST) if cut else words.say("steps_list"),
        heads=tuple(words.say(f"head_{one}") for one in heads),
        rows=tuple(_row(notes, step) for step in list(reversed(steps))[:LATEST]),
    )


def _row(notes: Notes, step: _Step) -> tuple[str, ...]:
    words, seen = notes.words, step.seen
    title = _title(notes, seen.step)
    if seen.took is Took.STOPPED_EARLY:
        title = words.say("stopped_early", name=title)
    not_said = words.say("not_said")
    felt = (
        not_said if seen.expected is None else words.say(f"likely_{sum(seen.expected >= one for one in _LIKELY_FROM)}")
    )
    happened = words.say(f"feared_{seen.as_feared.value}") if seen.as_feared else not_said
    return (words.day(seen.on), title, _who(notes, step.whom), felt, happened)


def _title(notes: Notes, step: str) -> str:
    ours = notes.library.steps.get(step)
    if ours is not None:
        return ours.title
    own = next((one for one in notes.entries if isinstance(one, OwnStep) and str(one.id) == step), None)
    return notes.names.in_words(own.title) if own else notes.words.say("untitled")


def _own(notes: Notes) -> tuple[str, ...]:
    """What was written before and after the latest steps, the latest first."""
    taken = [one for one in told(notes.entries) if one.outcome.took is not Took.NOT_DONE]
    lines = [line for plan, outcome in reversed(taken[-LATEST:]) if (line := _own_line(notes, plan, outcome))]
    return tuple(lines)


def _own_line(notes: Notes, plan: StepPlan, outcome: StepOutcome) -> str:
    words, clean = notes.words, notes.names.in_words
    said = [
        words.say(f"{name}_words", words=clean(own))
        for name, own in (("feared", plan.feared), ("happened", outcome.happened))
        if own.strip()
    ]
    day = words.day(outcome.local.date())
    return words.say("dated_with", day=day, who=_who(notes, plan.whom), words=" ".join(said)) if said else ""

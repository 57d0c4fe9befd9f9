"""How I was, what helps me get steady, and my range, for the page to take along."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from unhurried.domain.steadying import Checkin, OwnPractice, PracticeTime, Presence, State
from unhurried.inference.effects import StartingSide
from unhurried.inference.window import Edge
from unhurried.insight.charts import Dot, Reach, Spoken
from unhurried.insight.steadying import (
    EdgeSeen,
    HelpFinding,
    RangeFinding,
    activation_of,
    count_worse,
    day_of,
    find_range,
    find_what_helps,
)
from unhurried.report.along.blocks import FIRST_PAGE_NAMES, Notes, Picture, Table, Told
from unhurried.report.along.drawing import activation_dots, closer_rows, day_number, range_band

LATEST_DRAWN = 60
"""Check-ins in the picture. More would lie on top of one another."""

LATEST_MONTHS = 12

_FORMS = {Presence.YES: "full", Presence.PARTLY: "ring", Presence.NO: "ring", None: "open"}
_ANSWERS = (Presence.YES, Presence.PARTLY, Presence.NO, None)
_TALL = 150
_ROW_TALL = 34
_BELOW_ROWS = 30


def tell_checkins(notes: Notes) -> Told | None:
    checkins = [entry for entry in notes.entries if isinstance(entry, Checkin)]
    if not checkins:
        return None
    words = notes.words
    days = [one.local.date() for one in checkins]
    span = words.say("checkins_span", count=len(days), first=words.day(min(days)), last=words.day(max(days)))
    state, times = Counter(one.state for one in checkins).most_common(1)[0]
    most = words.say("checkins_most", state=words.say(f"state_{state.value}"), count=times)
    stayed = Counter(one.presence for one in checkins if one.presence)
    stay = words.say("checkins_stay", count=stayed.total(), **{one.value: stayed[one] for one in Presence})
    sentences = (span, most, stay) if stayed else (span, most)
    return Told(
        first=sentences,
        sentences=sentences,
        pictures=_last_checkins(notes, checkins),
        tables=(_by_state(notes, checkins),),
        rests_on=words.say("rests_on_checkins", count=len(checkins)),
    )


def _last_checkins(notes: Notes, checkins: Sequence[Checkin]) -> tuple[Picture, ...]:
    words = notes.words
    placed = [(one, place) for one in checkins if (place := activation_of(one)) is not None][-LATEST_DRAWN:]
    if len(placed) < 2:  # noqa: PLR2004 - one dot is no picture
        return ()
    above, below = (sum(sign * place > 0 for _, place in placed) for sign in (1, -1))
    on = len(placed) - above - below
    in_words = words.say("checkins_picture", count=len(placed), above=above, on=on, below=below)
    points = [Dot(day_number(one.at), place, _FORMS[one.presence]) for one, place in placed]
    spoken = Spoken("along-checkins", words.parts["checkins"].title, in_words)
    return (Picture(activation_dots(spoken, words, points), in_words, words.say("checkins_key"), _TALL),)


def _by_state(notes: Notes, checkins: Sequence[Checkin]) -> Table:
    words = notes.words
    counts = Counter((one.state, one.presence) for one in checkins)
    rows = [(state, [counts[state, answer] for answer in _ANSWERS]) for state in State]
    return Table(
        caption=words.say("checkins_table"),
        heads=tuple(words.say(f"head_{one}") for one in ("state", "times", "yes", "partly", "no", "not_said")),
        rows=tuple(
            (words.say(f"state_{state.value}"), str(sum(answers)), *map(str, answers))
            for state, answers in rows
            if sum(answers)
        ),
    )


# --- what helps me ------------------------------------------------------------------------------------------


def tell_practices(notes: Notes) -> Told | None:
    titles = _titles(notes)
    found = find_what_helps(notes.entries, titles)
    worse = count_worse(notes.entries, titles)
    times = [one for one in notes.entries if isinstance(one, PracticeTime) and one.practice in titles]
    if not found and not worse:
        return None
    words = notes.words
    shown = [one for one in found if one.effect]
    came_worse = [words.say("times", name=titles[practice], count=count) for practice, count in worse]
    first, each = (_what_helped(notes, shown, titles, came_worse, most) for most in (FIRST_PAGE_NAMES, None))
    return Told(
        first=first,
        sentences=(*each, words.say("help_guess")) if shown else each,
        pictures=_how_much_closer(notes, shown, titles),
        tables=(_each_practice(notes, found, titles),) if found else (),
        rests_on=words.say("rests_on_practices", count=len(times)),
    )


def _titles(notes: Notes) -> dict[str, str]:
    """What each practice is called, by its id: ours, and the person's own."""
    ours = {one.id: one.title for one in notes.library.practices.values()}
    own = [one for one in notes.entries if isinstance(one, OwnPractice)]
    return ours | {str(one.id): notes.names.in_words(one.title) for one in own}


def _what_helped(
    notes: Notes, shown: Sequence[HelpFinding], titles: dict[str, str], worse: list[str], most: int | None
) -> tuple[str, ...]:
    words = notes.words
    sides = [side for side in StartingSide if any(one.side is side for one in shown)]
    clear = [_clear(notes, shown, side, titles, most) for side in sides] or [words.say("help_few")]
    return (*clear, *([words.say("help_worse", names=words.listed(worse, most))] if worse else []))


def _clear(
    notes: Notes, shown: Sequence[HelpFinding], side: StartingSide, titles: dict[str, str], most: int | None
) -> str:
    way = "up" if side is StartingSide.KEYED_UP else "down"
    clear = [one for one in shown if one.side is side and one.clearly_closer]
    names = [notes.words.say("quoted", name=titles[one.practice]) for one in clear]
    said = f"help_clear_{way}" if names else f"help_unclear_{way}"
    return notes.words.say(said, names=notes.words.listed(names, most))


def _how_much_closer(notes: Notes, shown: Sequence[HelpFinding], titles: dict[str, str]) -> tuple[Picture, ...]:
    if not shown:
        return ()
    words = notes.words
    clear = sum(one.clearly_closer for one in shown)
    in_words = words.say("help_picture", count=len(shown), clear=clear)
    rows = [
        (words.say("help_row", name=titles[one.practice], state=_from(notes, one)), *one.steps_closer)
        for one in shown
        if one.steps_closer
    ]
    spoken = Spoken("along-practices", words.parts["practices"].title, in_words)
    tall = _ROW_TALL * len(rows) + _BELOW_ROWS
    return (Picture(closer_rows(spoken, words, rows), in_words, words.say("help_key"), tall),)


def _each_practice(notes: Notes, found: Sequence[HelpFinding], titles: dict[str, str]) -> Table:
    words = notes.words
    heads = ("practice", "when", "times", "closer", "may_be", "worse")
    return Table(
        caption=words.say("help_table"),
        heads=tuple(words.say(f"head_{one}") for one in heads),
        rows=tuple(
            (titles[one.practice], _from(notes, one), str(one.times), *_steps(notes, one), str(one.worse))
            for one in found
        ),
    )


def _steps(notes: Notes, one: HelpFinding) -> tuple[str, str]:
    if one.steps_closer is None:
        return (notes.words.say("too_few"), "")
    low, middle, high = map(_one_decimal, one.steps_closer)
    return (middle, notes.words.say("span", first=low, last=high))


def _from(notes: Notes, one: HelpFinding) -> str:
    return notes.words.say("state_keyed_up" if one.side is StartingSide.KEYED_UP else "state_shut_down")


# --- my range -----------------------------------------------------------------------------------------------


def tell_range(notes: Notes) -> Told | None:
    """Only what the notes show: below its minimum an edge is said to be not known, and without both there is no part."""
    found = find_range(notes.kept, notes.now, notes.memory)
    if not found.shows_something:
        return None
    words = notes.words
    first = (_edge_words(notes, found.upper, "up"), _edge_words(notes, found.lower, "down"))
    return Told(
        first=first,
        sentences=(*first, words.say("range_careful")),
        pictures=_over_time(notes, found),
        tables=(_by_month(notes, found),),
        rests_on=words.say("rests_on_checkins", count=found.counted),
    )


def _edge_words(notes: Notes, seen: EdgeSeen, way: str) -> str:
    if seen.edge is None:
        return notes.words.say(f"range_not_{way}")
    return notes.words.say(f"range_{way}", near=_near(notes, seen))


def _near(notes: Notes, seen: EdgeSeen) -> str:
    states = [notes.words.say(f"state_{state.value}") for state in seen.near]
    return notes.words.say("near_one" if len(states) == 1 else "near_two", first=states[0], last=states[-1])


def _over_time(notes: Notes, found: RangeFinding) -> tuple[Picture, ...]:
    if not found.history or found.first_day is None or found.last_day is None:
        return ()
    words = notes.words
    edges = [
        words.say(f"range_picture_{way}", near=_near(notes, seen))
        for way, seen in (("up", found.upper), ("down", found.lower))
        if seen.edge
    ]
    first, last = words.day(found.first_day), words.day(found.last_day)
    in_words = words.say("range_picture", first=first, last=last, edges=" ".join(edges))
    upper = [[_reach(point.day, point.upper) for point in run] for run in found.history] if found.upper.edge else []
    lower = [[_reach(point.day, point.lower) for point in run] for run in found.history] if found.lower.edge else []
    spoken = Spoken("along-range", words.parts["range"].title, in_words)
    return (Picture(range_band(spoken, words, upper, lower), in_words, words.say("range_key"), _TALL),)


def _by_month(notes: Notes, found: RangeFinding) -> Table:
    """The last drawn point of each month."""
    words = notes.words
    points = [(day_of(point), point) for run in found.history for point in run]
    months = [list(group)[-1] for _, group in groupby(points, key=lambda one: (one[0].year, one[0].month))]
    rows = [
        (
            words.month(day),
            _edge(notes, point.lower if found.lower.edge else None),
            _edge(notes, point.upper if found.upper.edge else None),
        )
        for day, point in months[-LATEST_MONTHS:]
    ]
    return Table(
        caption=words.say("range_table"),
        heads=(words.say("head_month"), words.say("head_lower"), words.say("head_upper")),
        rows=tuple(rows),
    )


def _edge(notes: Notes, edge: Edge | None) -> str:
    if edge is None:
        return notes.words.say("not_known")
    low, middle, high = (_one_decimal(max(-5.0, min(5.0, 5 * place))) for place in (edge.low, edge.middle, edge.high))
    return notes.words.say("edge", middle=middle, low=low, high=high)


def _reach(day: float, edge: Edge) -> Reach:
    return Reach(day, edge.low, edge.middle, edge.high)


def _one_decimal(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".replace("-", "\N{MINUS SIGN}")

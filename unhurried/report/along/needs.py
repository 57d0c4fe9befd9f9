"""What I need with others, and how steps went where it was looked after. Those that are not negotiable come first."""

from collections.abc import Sequence

from unhurried.domain.needs import NamedNeed, OwnNeed, Weight
from unhurried.insight.needs import Condition, HowItWent, find_conditions
from unhurried.report.along.blocks import FIRST_PAGE_NAMES, Notes, Table, Told

HEAVIEST_FIRST = (Weight.NOT_NEGOTIABLE, Weight.IMPORTANT, Weight.NICE)


def tell_needs(notes: Notes) -> Told | None:
    """A need that was erased since is left out. Who meets one is not told: that is about someone else."""
    known = _known(notes)
    named = [one for one in notes.entries if isinstance(one, NamedNeed) and one.need in known]
    if not named:
        return None
    words = notes.words
    first, each = (_by_weight(notes, named, known, most) for most in (FIRST_PAGE_NAMES, None))
    return Told(
        first=first[:2],
        sentences=each,
        tables=(_table(notes, sorted(named, key=lambda one: HEAVIEST_FIRST.index(one.weight)), known),),
        own=tuple(
            words.say("dated", day=known[one.need][0], words=notes.names.in_words(one.note))
            for one in named
            if one.note.strip()
        ),
        rests_on=words.say("rests_on_needs", count=len(named)),
    )


def _by_weight(
    notes: Notes, named: list[NamedNeed], known: dict[str, tuple[str, str]], most: int | None
) -> tuple[str, ...]:
    words = notes.words
    titles = {
        weight: [_inside(known[one.need][0]) for one in named if one.weight is weight] for weight in HEAVIEST_FIRST
    }
    return tuple(
        words.say(f"needs_{weight.value}", names=words.listed(each, most)) for weight, each in titles.items() if each
    )


def _known(notes: Notes) -> dict[str, tuple[str, str]]:
    """Title, and how it looks when it is met, by the id under which a need is named."""
    ours = {one.id: (one.title, one.met) for one in notes.library.needs.values()}
    own = [one for one in notes.entries if isinstance(one, OwnNeed)]
    clean = notes.names.in_words
    return ours | {str(one.id): (clean(one.title), clean(one.met)) for one in own}


def _inside(title: str) -> str:
    """A title in the middle of a sentence."""
    return title[:1].lower() + title[1:] if title[:2] not in ("I ", "I'") and not title[1:2].isupper() else title


def _table(notes: Notes, named: list[NamedNeed], known: dict[str, tuple[str, str]]) -> Table:
    words = notes.words
    return Table(
        caption=words.say("needs_table"),
        heads=(words.say("head_need"), words.say("head_weight"), words.say("head_met")),
        rows=tuple((known[one.need][0], words.say(f"weight_{one.weight.value}"), known[one.need][1]) for one in named),
    )


# --- needs, and how it went ---------------------------------------------------------------------------------


def tell_conditions(notes: Notes) -> Told | None:
    """Steps where a need was looked after, beside those where it was not. A difference is told when it is more than wobble."""
    known = _known(notes)
    found = [one for one in find_conditions(notes.entries) if one.need in known]
    if not found:
        return None
    words = notes.words
    steps = found[0].looked_after.steps + found[0].not_looked_after.steps
    counts = tuple(
        words.say("conditions_count", name=known[one.need][0], with_it=one.looked_after.steps, count=steps)
        for one in found
    )
    differ = tuple(sentence for one in found for sentence in _differences(notes, one, known[one.need][0]))
    return Told(
        first=differ[:2] or counts[:2],
        sentences=(*counts, *differ),
        tables=(_with_and_without(notes, found, known),),
        rests_on=words.say("rests_on_steps", count=steps),
    )


def _differences(notes: Notes, one: Condition, name: str) -> list[str]:
    after, without = one.looked_after, one.not_looked_after
    told = [
        ("stayed", one.stayed_differs, (after.stayed, after.answered), (without.stayed, without.answered)),
        ("feared", one.feared_differs, (after.came_true, after.known), (without.came_true, without.known)),
    ]
    return [
        notes.words.say(f"conditions_{what}", name=name, one=one_, one_all=one_all, other=other, other_all=other_all)
        for what, differs, (one_, one_all), (other, other_all) in told
        if differs
    ]


def _with_and_without(notes: Notes, found: Sequence[Condition], known: dict[str, tuple[str, str]]) -> Table:
    words = notes.words
    rows = [
        (words.say(f"conditions_{which}", name=known[one.need][0]), *_cells(notes, went))
        for one in found
        for which, went in (("with", one.looked_after), ("without", one.not_looked_after))
    ]
    heads = ("need", "steps", "could_stay", "feared")
    return Table(words.say("conditions_table"), tuple(words.say(f"head_{head}") for head in heads), tuple(rows))


def _cells(notes: Notes, went: HowItWent) -> tuple[str, str, str]:
    of = notes.words.say
    return (
        str(went.steps),
        of("some_of", some=went.stayed, all=went.answered),
        of("some_of", some=went.came_true, all=went.known),
    )

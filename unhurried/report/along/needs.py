"""What I need with others, for the page to take along: those that are not negotiable first."""

from unhurried.domain.needs import NamedNeed, OwnNeed, Weight
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

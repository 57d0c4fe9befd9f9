"""Naming needs, giving them weight, and saying who and what meets them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from unhurried.content.library import library
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, Weight, not_negotiable
from unhurried.domain.notebook import Kept, PlainNotebook, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign
from unhurried.journey import needs as journey
from unhurried.journey.lookback import erase_one
from unhurried.journey.people import add_someone, note_easier, put_away
from unhurried.journey.safety import raise_flag
from unhurried.journey.stamp import Stamp, stamp

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NEED = "time-to-answer"
KAY, ELL = UUID(int=1), UUID(int=2)


def at(moment: datetime = NOON, id_: UUID | None = None) -> Stamp:
    return stamp(id_ or uuid4(), moment, 0)


@pytest.fixture
def notebook() -> PlainNotebook:
    made = PlainNotebook()
    for one, name in ((KAY, "K."), (ELL, "L.")):
        add_someone(made, Someone(**at(id_=one), code_name=name))
    return made


def kept(notebook: PlainNotebook) -> tuple[Kept, ...]:
    return notebook.entries().kept


def held_needs(notebook: PlainNotebook) -> frozenset[str]:
    return not_negotiable(row.entry for row in kept(notebook))


def test_a_need_is_named_once_however_often_it_is_said(notebook: PlainNotebook) -> None:
    for _ in range(3):
        journey.name_need(notebook, at(), NEED, Weight.IMPORTANT)

    assert 1 == sum(isinstance(row.entry, NamedNeed) for row in kept(notebook))


def test_the_latest_weight_takes_the_place_of_the_old_one(notebook: PlainNotebook) -> None:
    journey.name_need(notebook, at(), NEED, Weight.NOT_NEGOTIABLE)
    assert frozenset({NEED}) == held_needs(notebook)
    journey.name_need(notebook, at(), NEED, Weight.NICE)

    assert Weight.NICE is journey.named_needs(kept(notebook))[NEED].weight
    assert frozenset() == held_needs(notebook)


def test_two_tabs_that_name_the_same_need_leave_one_after_the_next_word(notebook: PlainNotebook) -> None:
    for weight in (Weight.NICE, Weight.NOT_NEGOTIABLE):
        notebook.write(add=[NamedNeed(**at(), need=NEED, weight=weight)])
    journey.name_need(notebook, at(), NEED, Weight.IMPORTANT)

    assert frozenset() == held_needs(notebook)
    assert 1 == sum(isinstance(row.entry, NamedNeed) for row in kept(notebook))


def test_a_weight_changed_keeps_the_note(notebook: PlainNotebook) -> None:
    journey.name_need(notebook, at(), NEED, Weight.NICE)
    named = next(row for row in kept(notebook) if isinstance(row.entry, NamedNeed))
    journey.write_note(notebook, named, "most of all on the phone")
    journey.name_need(notebook, at(), NEED, Weight.IMPORTANT)

    assert "most of all on the phone" == journey.named_needs(kept(notebook))[NEED].note
    with pytest.raises(StaleRevision):
        journey.write_note(notebook, named, "an older page")


def test_letting_go_of_a_need_keeps_what_is_known_of_who_meets_it(notebook: PlainNotebook) -> None:
    journey.name_need(notebook, at(), NEED, Weight.NOT_NEGOTIABLE)
    journey.say_met(notebook, at(), {(NEED, KAY): Met.YES})
    journey.let_go_of_need(notebook, NEED)

    assert {} == journey.named_needs(kept(notebook))
    assert frozenset() == held_needs(notebook)
    assert {(NEED, KAY): Met.YES} == journey.said_met(kept(notebook))


def test_a_need_of_ones_own_stands_beside_ours_and_can_be_changed(notebook: PlainNotebook) -> None:
    own = journey.add_own_need(notebook, at(), "A light left on", family=Family.PREDICTABILITY)
    seen = next(row for row in kept(notebook) if row.entry.id == own.id)
    journey.change_own_need(notebook, seen, title="A lamp in the hall")
    needs = journey.all_needs(library(), kept(notebook))

    assert "A lamp in the hall" == needs[str(own.id)].title
    assert len(library().needs) + 1 == len(needs)
    with pytest.raises(StaleRevision):
        journey.change_own_need(notebook, seen, title="an older page")


def test_erasing_an_own_need_erases_its_weight_and_who_meets_it(notebook: PlainNotebook) -> None:
    own = journey.add_own_need(notebook, at(), "A light left on")
    journey.name_need(notebook, at(), str(own.id), Weight.NOT_NEGOTIABLE)
    journey.say_met(notebook, at(), {(str(own.id), KAY): Met.NO, (NEED, KAY): Met.YES})
    erase_one(notebook, own.id)

    assert frozenset() == held_needs(notebook)
    assert {(NEED, KAY): Met.YES} == journey.said_met(kept(notebook))


def test_erasing_a_place_erases_which_needs_it_meets(notebook: PlainNotebook) -> None:
    place = note_easier(notebook, at(), "the bench", None, is_place=True)
    journey.say_met(notebook, at(), {(NEED, place.id): Met.YES, (NEED, KAY): Met.PARTLY})
    erase_one(notebook, place.id)

    assert {(NEED, KAY): Met.PARTLY} == journey.said_met(kept(notebook))


def test_the_latest_word_on_who_meets_a_need_replaces_the_old_one(notebook: PlainNotebook) -> None:
    journey.say_met(notebook, at(), {(NEED, KAY): Met.YES, (NEED, ELL): Met.NOT_KNOWN})
    journey.say_met(notebook, at(), {(NEED, KAY): Met.NO})

    assert {(NEED, KAY): Met.NO, (NEED, ELL): Met.NOT_KNOWN} == journey.said_met(kept(notebook))
    assert 2 == sum(isinstance(row.entry, MeetsNeed) for row in kept(notebook))


def test_a_word_taken_back_is_erased(notebook: PlainNotebook) -> None:
    journey.say_met(notebook, at(), {(NEED, KAY): Met.YES})
    journey.say_met(notebook, at(), {(NEED, KAY): None, (NEED, ELL): None})

    assert {} == journey.said_met(kept(notebook))


def test_a_page_sent_twice_says_everything_once(notebook: PlainNotebook) -> None:
    same = at()
    for _ in range(2):
        journey.say_met(notebook, same, {(NEED, KAY): Met.YES, (NEED, ELL): Met.NO})

    assert 2 == sum(isinstance(row.entry, MeetsNeed) for row in kept(notebook))


def test_who_meets_a_need_is_a_plain_list_in_no_order_of_merit(notebook: PlainNotebook) -> None:
    place = note_easier(notebook, at(), "the bench", None, is_place=True)
    moment = note_easier(notebook, at(), "after choir", None, is_place=False)
    journey.say_met(
        notebook,
        at(),
        {(NEED, place.id): Met.YES, (NEED, ELL): Met.YES, (NEED, KAY): Met.PARTLY, (NEED, moment.id): Met.YES},
    )
    meets = journey.who_meets(kept(notebook), NEED, NOON)

    assert (("L.", "the bench"), ("K.",), ()) == tuple(meets)


def test_someone_flagged_or_put_away_is_not_listed_as_meeting_a_need(notebook: PlainNotebook) -> None:
    kitchen = note_easier(notebook, at(), "their kitchen", KAY, is_place=True)
    journey.say_met(notebook, at(), {(NEED, KAY): Met.YES, (NEED, ELL): Met.YES, (NEED, kitchen.id): Met.YES})
    raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    put_away(notebook, next(row for row in kept(notebook) if row.entry.id == ELL), away=True)

    assert ((), (), ()) == tuple(journey.who_meets(kept(notebook), NEED, NOON + timedelta(days=40)))
    assert [] == journey.somewheres(kept(notebook), NOON)
    assert 3 == len(journey.said_met(kept(notebook)))

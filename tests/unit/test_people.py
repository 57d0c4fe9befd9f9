"""What a person does with people and groups, and what stays held whatever they do."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import unhurried
from unhurried.domain.crisis import UnavoidableContact, Why
from unhurried.domain.learning import ParkedQuestion, Sides, TalkReview, TwoSides
from unhurried.domain.limits import HowReceived, Limit, Received
from unhurried.domain.needs import MeetsNeed, Met
from unhurried.domain.notebook import Kept, PlainNotebook, StaleRevision
from unhurried.domain.people import Area, Owned, Relation, Since, Someone, Trust, TrustedWith, Warned
from unhurried.domain.safety import Asked, DangerSign, Flag, KeptAnswer, Near
from unhurried.domain.signals import Alarm, Cause, SecondLook
from unhurried.domain.steps import About, AskedAfter, StepOutcome, StepPlan, Took
from unhurried.domain.support import Helper, HelpSession
from unhurried.journey import people as journey
from unhurried.journey.safety import ask_gate, raise_flag, take_back
from unhurried.journey.stamp import Stamp, stamp

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KAY, ELL, CHOIR, PLAN, ALARM, LIMIT, LAMP = (UUID(int=number) for number in range(1, 8))
GOES = Path(unhurried.__file__).parent / "pages" / "templates" / "people" / "_goes.html"


def at(moment: datetime = NOON, id_: UUID | None = None) -> Stamp:
    return stamp(id_ or uuid4(), moment, 0)


@pytest.fixture
def notebook() -> PlainNotebook:
    """Kay, Ell and a choir, and nothing about them."""
    made = PlainNotebook()
    for one, name, is_group in ((KAY, "K.", False), (ELL, "L.", False), (CHOIR, "Choir", True)):
        journey.add_someone(made, Someone(**at(id_=one), code_name=name, is_group=is_group))
    return made


def row(notebook: PlainNotebook, id_: UUID) -> Kept:
    return next(kept for kept in notebook.entries().kept if kept.entry.id == id_)


def kept(notebook: PlainNotebook) -> tuple[Kept, ...]:
    return notebook.entries().kept


def reached(notebook: PlainNotebook, whom: UUID, moment: datetime = NOON) -> bool:
    return ask_gate(kept(notebook), moment).reaches(whom)


# --- names, and what is said of someone ---------------------------------------------------------------------


def test_everyone_stands_in_the_order_of_their_names(notebook: PlainNotebook) -> None:
    assert ["Choir", "K.", "L."] == [one.code_name for one in journey.people(kept(notebook))]


def test_adding_the_same_person_twice_adds_one(notebook: PlainNotebook) -> None:
    journey.add_someone(notebook, Someone(**at(id_=KAY), code_name="K."))

    assert 3 == len(journey.people(kept(notebook)))


@pytest.mark.parametrize("name", ["K.", "k.", " K. ", "K. "])
def test_a_name_in_use_is_known_however_it_is_typed(notebook: PlainNotebook, name: str) -> None:
    assert journey.same_name(name) in journey.names_taken(kept(notebook))


def test_their_own_name_is_not_taken_from_someone_who_is_renamed(notebook: PlainNotebook) -> None:
    assert "k." not in journey.names_taken(kept(notebook), besides=KAY)
    assert "l." in journey.names_taken(kept(notebook), besides=KAY)


def test_a_new_name_keeps_everything_that_was_written(notebook: PlainNotebook) -> None:
    hurt = journey.note_hurt(notebook, at(), "late again", KAY)
    journey.link(notebook, at(), KAY, ELL)
    raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    journey.change_someone(notebook, row(notebook, KAY), code_name="Pebble", relation=Relation.FRIEND)

    assert "Pebble" == row(notebook, KAY).entry.code_name
    assert [hurt] == journey.hurts_with(kept(notebook), KAY)
    assert [KAY] == [tie.other for tie in journey.ties(kept(notebook), ELL, NOON)]
    assert reached(notebook, ELL)


def test_a_change_to_what_was_changed_elsewhere_is_refused(notebook: PlainNotebook) -> None:
    seen = row(notebook, KAY)
    journey.change_someone(notebook, seen, note="first")

    with pytest.raises(StaleRevision):
        journey.change_someone(notebook, seen, note="second")
    assert "first" == row(notebook, KAY).entry.note


def test_a_new_word_on_trust_destroys_the_old_one(notebook: PlainNotebook) -> None:
    for trust in (Trust.A_LOT, Trust.NONE):
        said = (TrustedWith(Area.WORDS, trust),)
        journey.change_someone(notebook, row(notebook, KAY), trusted_with=said)
    words = [one.trust for one in row(notebook, KAY).entry.trusted_with]

    assert [Trust.NONE] == words
    assert 1 == sum(one.entry.id == KAY for one in kept(notebook))


def test_someone_put_away_is_kept_and_can_be_listed_again(notebook: PlainNotebook) -> None:
    journey.put_away(notebook, row(notebook, KAY), away=True)
    assert [KAY] == [one.id for one in journey.people(kept(notebook)) if one.put_away]
    journey.put_away(notebook, row(notebook, KAY), away=False)

    assert [] == [one.id for one in journey.people(kept(notebook)) if one.put_away]


def test_putting_someone_away_lifts_no_flag(notebook: PlainNotebook) -> None:
    raise_flag(notebook, at(), DangerSign.HARMED_ME, KAY)
    journey.put_away(notebook, row(notebook, KAY), away=True)

    assert reached(notebook, KAY)


# --- links and homes ----------------------------------------------------------------------------------------


def test_a_link_is_seen_from_both_ends(notebook: PlainNotebook) -> None:
    journey.link(notebook, at(), KAY, CHOIR)

    assert [CHOIR] == [tie.other for tie in journey.ties(kept(notebook), KAY, NOON)]
    assert [KAY] == [tie.other for tie in journey.ties(kept(notebook), CHOIR, NOON)]
    assert [] == journey.ties(kept(notebook), ELL, NOON)


def test_a_link_that_is_taken_back_holds_until_the_next_day(notebook: PlainNotebook) -> None:
    raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    journey.link(notebook, at(), KAY, ELL)
    tie = journey.ties(kept(notebook), ELL, NOON)[0]
    opens = take_back(notebook, at(NOON + timedelta(hours=1)), tie.entry.id, Near.NOBODY)
    assert opens is not None
    before, after = opens - timedelta(seconds=1), opens

    assert [opens] == [tie.ends for tie in journey.ties(kept(notebook), ELL, before)]
    assert reached(notebook, ELL, before)
    assert [] == journey.ties(kept(notebook), ELL, after)
    assert not reached(notebook, ELL, after)
    assert opens - NOON > timedelta(hours=24)


@pytest.mark.parametrize("near", [Near.SOMEONE_HERE, Near.SOMEONE_ASKS, None])
def test_a_link_taken_back_with_someone_near_stays(notebook: PlainNotebook, near: Near | None) -> None:
    journey.link(notebook, at(), KAY, ELL)
    tie = journey.ties(kept(notebook), ELL, NOON)[0]

    assert take_back(notebook, at(), tie.entry.id, near) is None
    assert [None] == [tie.ends for tie in journey.ties(kept(notebook), ELL, NOON + timedelta(days=9))]


def test_a_home_shared_with_someone_flagged_holds_everything(notebook: PlainNotebook) -> None:
    journey.share_home(notebook, at(), KAY)
    assert () == ask_gate(kept(notebook), NOON).holds_company([ELL])
    raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)

    assert ask_gate(kept(notebook), NOON).holds_company([ELL])
    assert [None] == [tie.other for tie in journey.ties(kept(notebook), KAY, NOON)]


# --- easier moments -----------------------------------------------------------------------------------------


def test_easier_moments_with_someone_flagged_or_linked_are_absent_while_it_holds(notebook: PlainNotebook) -> None:
    journey.note_easier(notebook, at(), "the bench", None, is_place=True)
    journey.note_easier(notebook, at(), "a walk with K.", KAY, is_place=False)
    journey.note_easier(notebook, at(), "tea with L.", ELL, is_place=False)
    journey.note_easier(notebook, at(), "after choir", CHOIR, is_place=False)
    flag = raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    journey.link(notebook, at(), KAY, ELL)
    listed = {one.what for one in journey.easier_shown(kept(notebook), NOON)}
    assert {"the bench", "after choir"} == listed
    opens = take_back(notebook, at(), flag.id, Near.NOBODY)

    assert opens is not None
    assert 2 == len(journey.easier_shown(kept(notebook), opens - timedelta(seconds=1)))
    assert 4 == len(journey.easier_shown(kept(notebook), opens))


def test_an_easier_moment_can_be_said_in_other_words(notebook: PlainNotebook) -> None:
    easier = journey.note_easier(notebook, at(), "the bench", None, is_place=False)
    journey.change_easier(notebook, row(notebook, easier.id), what="the low wall", is_place=True)

    assert [("the low wall", True)] == [(one.what, one.is_place) for one in journey.easier_shown(kept(notebook), NOON)]


# --- hurts --------------------------------------------------------------------------------------------------


def test_a_hurt_is_kept_with_as_little_as_what_happened(notebook: PlainNotebook) -> None:
    hurt = journey.note_hurt(notebook, at(), "did not come", None)

    assert (None, "", None) == (hurt.owned, hurt.repair, hurt.warned)
    assert hurt == row(notebook, hurt.id).entry


def test_what_came_after_a_hurt_can_be_added_later(notebook: PlainNotebook) -> None:
    hurt = journey.note_hurt(notebook, at(), "told my sister", KAY)
    journey.change_hurt(notebook, row(notebook, hurt.id), owned=Owned.PARTLY, repair="rang her", warned=Warned.NO)
    changed = journey.hurts_with(kept(notebook), KAY)[0]

    assert (Owned.PARTLY, "rang her", Warned.NO) == (changed.owned, changed.repair, changed.warned)
    assert "told my sister" == changed.what


def test_hurts_with_one_person_come_newest_first_and_without_those_of_others(notebook: PlainNotebook) -> None:
    for days, what, whom in ((0, "first", KAY), (5, "last", KAY), (3, "another's", ELL)):
        journey.note_hurt(notebook, at(NOON + timedelta(days=days)), what, whom)

    assert ["last", "first"] == [one.what for one in journey.hurts_with(kept(notebook), KAY)]


def test_each_look_at_the_weeks_after_stays_beside_the_others(notebook: PlainNotebook) -> None:
    hurt = journey.note_hurt(notebook, at(), "told my sister", KAY)
    for weeks, since in ((2, Since.STAYED_CHANGED), (8, Since.CHANGED_THEN_BACK)):
        journey.look_at_weeks_after(notebook, at(NOON + timedelta(weeks=weeks)), hurt.id, since)

    seen = [one.since for one in journey.weeks_after(kept(notebook), hurt.id)]
    assert [Since.STAYED_CHANGED, Since.CHANGED_THEN_BACK] == seen


# --- erasing ------------------------------------------------------------------------------------------------


def everything_about_kay(notebook: PlainNotebook) -> None:
    """One of each kind that mentions Kay."""
    hurt = journey.note_hurt(notebook, at(), "told my sister", KAY)
    journey.look_at_weeks_after(notebook, at(), hurt.id, Since.NO_CHANGE)
    place = journey.note_easier(notebook, at(), "their kitchen", KAY, is_place=True)
    journey.link(notebook, at(), KAY, ELL)
    journey.share_home(notebook, at(), KAY)
    flag = raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    take_back(notebook, at(), flag.id, Near.SOMEONE_HERE)
    notebook.write(
        add=[
            Asked(**at(), whom=KAY, all_no=False),
            MeetsNeed(**at(), need="time-to-answer", where=KAY, met=Met.NO),
            MeetsNeed(**at(), need="time-to-answer", where=place.id, met=Met.YES),
            UnavoidableContact(**at(), why=Why.WORK, someone=KAY),
            KeptAnswer(**at(), sign=DangerSign.HURT, yes=False, whom=KAY),
            StepPlan(**at(id_=PLAN), step="a-nod", area=Area.TIME, depth=1, whom=(KAY,)),
            StepOutcome(**at(), plan=PLAN, took=Took.NOT_DONE),
            AskedAfter(**at(), plan=PLAN, about=About.NEXT_DAY),
            Alarm(**at(id_=ALARM), whom=KAY),
            SecondLook(**at(), alarm=ALARM, cause=Cause.NEVER_FOUND_OUT),
            Helper(**at(id_=LAMP), code_name="Lamp", someone=KAY),
            HelpSession(**at(), helper=LAMP),
            TwoSides(**at(), sides=Sides.SAW_TOLD, one="a cup", whom=KAY),
            TalkReview(**at(), facts="a door", whom=KAY),
            ParkedQuestion(**at(), question="why", whom=KAY),
            Limit(**at(id_=LIMIT), limit="I go at nine.", whom=KAY),
            Received(**at(), limit=LIMIT, how=HowReceived.IGNORED),
        ]
    )


def test_what_goes_is_counted_by_kind_before_it_goes(notebook: PlainNotebook) -> None:
    everything_about_kay(notebook)
    kinds = ("Someone", "Hurt", "WeeksAfter", "Easier", "Link", "SharedHome", "Flag", "Lifting", "Asked", "KeptAnswer")
    expected = Counter(
        (
            *kinds,
            "MeetsNeed",
            "MeetsNeed",
            "UnavoidableContact",
            "StepPlan",
            "StepOutcome",
            "AskedAfter",
            "Alarm",
            "SecondLook",
            "Helper",
            "HelpSession",
            "TwoSides",
            "TalkReview",
            "ParkedQuestion",
            "Limit",
            "Received",
        )
    )

    assert expected == journey.counted(kept(notebook), KAY)


def test_every_kind_that_goes_has_a_line_on_the_page_that_asks(notebook: PlainNotebook) -> None:
    """A kind that is new to erasing fails here as long as the page does not name it."""
    everything_about_kay(notebook)
    told = set(re.findall(r"if counted\.(\w+)", GOES.read_text("utf-8")))

    assert set(journey.counted(kept(notebook), KAY)) - {"Someone"} == told


def test_a_plan_keeps_its_person_through_a_new_name(notebook: PlainNotebook) -> None:
    plan = StepPlan(**at(id_=PLAN), step="a-nod", area=Area.TIME, depth=1, whom=(KAY,))
    notebook.write(add=[plan])
    journey.change_someone(notebook, row(notebook, KAY), code_name="Pebble")
    names = {one.id: one.code_name for one in journey.people(kept(notebook))}

    assert ["Pebble"] == [names[one] for one in row(notebook, PLAN).entry.whom]


def test_erasing_someone_takes_all_that_mentions_them_in_one_write(notebook: PlainNotebook) -> None:
    journey.note_hurt(notebook, at(), "another's", ELL)
    everything_about_kay(notebook)
    writes: list[dict] = []
    write = notebook.write
    notebook.write = lambda **what: (writes.append(what), write(**what))  # type: ignore[method-assign,assignment]
    journey.erase_someone(notebook, at(), KAY)
    left = Counter(type(one.entry).__name__ for one in kept(notebook))

    assert 1 == len(writes)
    assert Counter({"Someone": 2, "Hurt": 1, "Flag": 2}) == left
    assert {ELL, None} == {one.entry.whom for one in kept(notebook) if isinstance(one.entry, Flag)}


def test_what_others_were_held_by_stays_held_after_an_erasing(notebook: PlainNotebook) -> None:
    everything_about_kay(notebook)
    before = ask_gate(kept(notebook), NOON)
    assert before.reaches(ELL)
    assert before.everywhere
    journey.erase_someone(notebook, at(), KAY)
    after = ask_gate(kept(notebook), NOON + timedelta(days=30))

    assert after.reaches(ELL)
    assert after.holds_company([CHOIR])


def test_erasing_someone_with_no_flag_leaves_no_flag_behind(notebook: PlainNotebook) -> None:
    journey.link(notebook, at(), KAY, ELL)
    journey.erase_someone(notebook, at(), KAY)

    assert [] == [one for one in kept(notebook) if isinstance(one.entry, Flag)]
    assert not reached(notebook, ELL)


def test_a_flag_raised_while_someone_is_being_erased_opens_nothing(notebook: PlainNotebook) -> None:
    """The other tab is late: its flag is about someone who is gone, and about nobody else."""
    journey.link(notebook, at(), KAY, ELL)
    raise_flag(notebook, at(), DangerSign.PUT_DOWN, KAY)
    journey.erase_someone(notebook, at(), KAY)
    raise_flag(notebook, at(), DangerSign.HARMED_ME, KAY)

    assert reached(notebook, ELL)
    assert [] == [one for one in journey.people(kept(notebook)) if one.id == KAY]

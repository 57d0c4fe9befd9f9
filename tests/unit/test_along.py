"""The page to take along: only what was ticked, letters for names, nothing below its minimum, danger first."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.limits import Limit
from unhurried.domain.lookback import OwnReading
from unhurried.domain.needs import NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Area, Hurt, Owned, Relation, Since, Someone, WeeksAfter
from unhurried.domain.safety import DangerSign, Flag, Lifting, Near
from unhurried.domain.selftrust import Promise
from unhurried.domain.signals import Alarm, AlarmAnswer, Cause, SecondLook
from unhurried.domain.steadying import Checkin, Felt, PracticeTime, Presence, State
from unhurried.domain.steps import AsFeared, OwnStep, StepOutcome, StepPlan, Took
from unhurried.domain.support import Instrument, OutsideMeasure
from unhurried.report.along import PARTS, make_page
from unhurried.report.along.blocks import Page, Part, Table, Wanted
from unhurried.report.along.names import Names

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
HERON, K, FERRY = (UUID(int=number) for number in (901, 902, 903))


def when(number: int, day: float = 0) -> dict:
    at = START + timedelta(days=day)
    return {"id": UUID(int=number), "at": at, "offset_minutes": 0, "written": at}


def people() -> list[Entry]:
    return [
        Someone(**{**when(1), "id": HERON}, code_name="Grey Heron", relation=Relation.FRIEND),
        Someone(**{**when(2), "id": K}, code_name="K."),
        Someone(**{**when(3), "id": FERRY}, code_name="Ferry"),
    ]


def page(entries: list[Entry], *parts: str, letters: bool = True, why: str = "", help: str = "") -> Page:  # noqa: A002
    return make_page(library(), [Kept(one, 1) for one in entries], Wanted(why, help, parts, letters=letters), NOW)


def part(made: Page, part_id: str) -> Part:
    return next(one for one in made.parts if one.id == part_id)


def all_of(made: Page) -> str:
    """Everything that would be read, in one string."""
    said = [made.made, made.why, made.help, *made.who, *made.empty]
    for one in made.parts:
        told = one.told
        said += [one.title, *told.first, *told.sentences, *told.own, told.rests_on, one.not_proof]
        said += [cell for table in told.tables for row in (table.heads, *table.rows) for cell in row]
        said += [f"{picture.drawn} {picture.in_words} {picture.key}" for picture in told.pictures]
    return "\n".join(said)


def step(number: int, whom: UUID | None, as_feared: AsFeared | None, *, day: float = 1, **more: object) -> list[Entry]:
    plan = {"likelihood": 50, "area": Area.TIME, "depth": 2, "step": "walk-one-loop-together", **more}
    happened = plan.pop("happened", "")
    took = plan.pop("took", Took.DONE)
    return [
        StepPlan(**when(number, day), whom=(whom,) if whom else (), **plan),
        StepOutcome(**when(number + 1, day), plan=UUID(int=number), took=took, as_feared=as_feared, happened=happened),
    ]


# --- what goes in -------------------------------------------------------------------------------------------


def everything() -> list[Entry]:
    return [
        *people(),
        Checkin(**when(10), state=State.LOW, presence=Presence.YES, note="a note of mine about Ferry"),
        Checkin(**when(11, 1), state=State.KEYED_UP, presence=Presence.NO),
        PracticeTime(**when(12), practice="feet-on-the-floor", before=State.KEYED_UP, after=State.SETTLED),
        NamedNeed(**when(13), need="free-to-leave", weight=Weight.NOT_NEGOTIABLE),
        *step(20, HERON, AsFeared.NO, covered=("free-to-leave",), happened="K. was there too, and grey heron left."),
        Hurt(**when(30), what="Ferry laughed", someone=FERRY, owned=Owned.NO),
        Flag(**when(31), sign=DangerSign.CONTROL, whom=K),
        Alarm(**when(32), whom=HERON, answer=AlarmAnswer.NOT_CLEAR_YET),
        SecondLook(**when(33, 3), alarm=UUID(int=32), cause=Cause.NOW),
        Limit(**when(34), limit="I go at nine."),
        Promise(**when(35), if_words="", then_words="I open the window", size=1, due=when(35)["at"].date()),
        OutsideMeasure(**when(36), which=Instrument.PCL_5, total=30.0),
    ]


def test_only_what_was_ticked_is_told():
    made = page(everything(), "needs", "checkins")

    assert ["needs", "checkins"] == [one.id for one in made.parts]
    assert () == made.who
    for word in ("Ferry", "Heron", "laughed", "danger", "alarm"):
        assert word not in all_of(made)


def test_nothing_ticked_is_a_page_of_own_words_alone():
    made = page(everything(), why="I sleep badly.")

    assert () == made.parts
    assert "I sleep badly." == made.why


def test_a_part_the_notes_have_nothing_for_is_named_and_left_out():
    made = page(people(), *PARTS)

    assert () == made.parts
    assert [library().along.parts[one].title for one in PARTS] == list(made.empty)


def test_what_was_sent_that_is_no_part_of_ours_is_passed_over():
    assert () == page(everything(), "passphrase", "").parts


def test_danger_stands_first_and_each_part_says_what_it_does_not_prove_and_what_it_rests_on():
    made = page(everything(), *PARTS)

    assert "flags" == made.parts[0].id
    assert {"range"} == {name for name, words in library().along.parts.items() if words.title in made.empty}
    assert all(one.not_proof and one.told.rests_on and one.told.first for one in made.parts)


def test_every_picture_is_told_in_words_too():
    pictures = [picture for one in page(everything(), *PARTS).parts for picture in one.told.pictures]

    assert 2 == len(pictures)
    assert all(len(picture.in_words.split()) > 10 and picture.in_words in picture.drawn for picture in pictures)


# --- names --------------------------------------------------------------------------------------------------


def test_letters_stand_for_the_same_person_everywhere_in_own_words_too():
    made = page(everything(), *PARTS, why="Ferry again, and K.")
    said = all_of(made)

    assert "A again, and B." == made.why
    assert ("A", "B", "C (friend)") == made.who
    assert not any(name in said for name in ("Ferry", "K.", "Heron", "heron"))
    assert any("B. was there too, and C left." in line for line in part(made, "steps").told.own)
    assert part(made, "hurts").told.own[0].endswith("A laughed")
    assert "I noted signs of danger about B." in part(made, "flags").told.first


def test_code_names_stay_when_that_was_chosen():
    made = page(everything(), "hurts", "flags", letters=False)

    assert ("K.", "Ferry") == made.who
    assert part(made, "hurts").told.own[0].endswith("Ferry laughed")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("K said no. K.", "A said no. A."),
        ("k is not a name, and a is not either", "k is not a name, and a is not either"),
        ("grey  heron's coat; GREY HERON", "A's coat; A"),
        ("Greyheron and Ferryman are other words", "Greyheron and Ferryman are other words"),
        ("ferry, Ferry", "A, A"),
        (
            "*K* <K> \N{LEFT DOUBLE QUOTATION MARK}K\N{RIGHT DOUBLE QUOTATION MARK}",
            "*A* <A> \N{LEFT DOUBLE QUOTATION MARK}A\N{RIGHT DOUBLE QUOTATION MARK}",
        ),
        ("nobody here", "nobody here"),
    ],
)
def test_a_code_name_is_found_as_a_word(words: str, shown: str):
    assert shown == Names(people(), "someone", letters=True).in_words(words)


def test_the_longer_of_two_names_is_meant():
    both = [Someone(**when(1), code_name="Ash"), Someone(**when(2), code_name="Ash Tree")]
    names = Names(both, "someone", letters=True)

    assert "A and B" == names.in_words("Ash tree and ash")


def test_a_name_written_with_marks_is_found_however_they_are_written():
    name, apart = "Zoé", "Zoe\N{COMBINING ACUTE ACCENT}"
    names = Names([Someone(**when(1), code_name=name)], "someone", letters=True)

    assert name != apart
    assert "A and A" == names.in_words(f"{name} and {apart}")


def test_a_name_of_signs_alone_is_found():
    names = Names([Someone(**when(1), code_name="🌵")], "someone", letters=True)

    assert "with A today" == names.in_words("with 🌵 today")


def test_after_z_come_two_letters_and_someone_erased_has_none():
    many = [Someone(**when(number), code_name=f"Name{number}") for number in range(1, 30)]
    names = Names(many, "someone", letters=True)
    called = [names.of(one.id) for one in many]

    assert ["A", "Z", "AA", "AB", "AC"] == [called[0], *called[25:]]
    assert "someone" == names.of(UUID(int=999))
    assert 29 == len(names.named)


# --- the parts one by one -----------------------------------------------------------------------------------


def test_check_ins_are_counted_and_no_note_of_theirs_is_told():
    told = part(page(everything(), "checkins"), "checkins").told

    assert "From 1 January 2026 to 2 January 2026 I checked in 2 times." == told.first[0]
    assert "I said 2 times if I could stay with what I felt: yes 1, partly 0, no 1." in told.sentences
    assert (("low", "1", "1", "0", "0", "0"), ("keyed up", "1", "0", "0", "1", "0")) == told.tables[0].rows
    assert () == told.own


def test_one_check_in_is_said_as_one_and_has_no_picture():
    told = part(page([Checkin(**when(1), state=State.BOTH)], "checkins"), "checkins").told

    assert ("I checked in once, on 1 January 2026.", "I was both at once.") == told.sentences
    assert () == told.pictures
    assert "It rests on one check-in." == told.rests_on


def practised(times: int, after: State = State.SETTLED, felt: Felt | None = None) -> list[Entry]:
    done = {"practice": "feet-on-the-floor", "before": State.KEYED_UP, "after": after, "felt": felt}
    return [PracticeTime(**when(100 + number, number), **done) for number in range(times)]


def test_practices_with_few_times_are_only_listed():
    told = part(page(practised(4), "practices"), "practices").told

    assert ("There are too few times yet to say what helps, so here is the list.",) == told.sentences
    assert () == told.pictures
    assert ("keyed up", "4", "too few", "") == told.tables[0].rows[0][1:5]


def test_from_five_times_on_a_practice_has_its_bar_and_what_made_it_worse_is_named():
    told = part(
        page([*practised(12), PracticeTime(**when(200), practice="cool-water", felt=Felt.WORSE)], "practices"),
        "practices",
    ).told

    assert 1 == len(told.pictures)
    assert "It got worse after “Cool water” (once)." in told.first
    assert 12 == int(told.tables[0].rows[0][2])


def test_needs_that_are_not_negotiable_come_first_and_own_ones_are_told_in_own_words():
    own = OwnNeed(**when(5), title="A lamp that K. leaves on", met="K. leaves it on")
    entries = [
        *people(),
        own,
        NamedNeed(**when(6), need="time-to-answer", weight=Weight.NICE, note="K. forgets"),
        NamedNeed(**when(7), need=str(own.id), weight=Weight.NOT_NEGOTIABLE),
        NamedNeed(**when(8), need="gone-since", weight=Weight.IMPORTANT),
    ]
    told = part(page(entries, "needs"), "needs").told

    assert "Not negotiable for me: a lamp that A. leaves on." == told.first[0]
    assert ("A lamp that A. leaves on", "not negotiable", "A. leaves it on") == told.tables[0].rows[0]
    assert ["nice to have"] == [row[1] for row in told.tables[0].rows[1:]]
    assert ("Time before I answer: A. forgets",) == told.own


def test_below_five_known_outcomes_no_bound_is_told():
    entries = [
        *people(),
        *(one for number in range(4) for one in step(100 + 2 * number, HERON, AsFeared.NO, day=number)),
    ]
    told = part(page(entries, "steps"), "steps").told

    assert any("That is too few to say more." in sentence for sentence in told.sentences)
    assert not any("in 100" in sentence for sentence in told.sentences)
    assert "too few" == told.tables[0].rows[0][4]


def test_the_bound_is_exact_and_what_was_kept_from_happening_counts_neither_way():
    known = [one for number in range(5) for one in step(100 + 2 * number, HERON, AsFeared.NO, day=number)]
    entries = [*people(), *known, *step(200, HERON, AsFeared.KEPT_FROM_HAPPENING, day=9)]
    told = part(page(entries, "steps"), "steps").told

    assert (
        "I took 6 small steps. Of 5 I know if what I feared happened. It did in 0, wholly or partly." == told.first[0]
    )
    assert (
        "With A, about time: what I feared happened 0 of 5 times. It could still happen as often as 45 in 100."
        in told.first
    )
    assert "One is not known. It counts neither way." in told.sentences
    assert 45 == round(100 * (1 - 0.05 ** (1 / 5)))


def test_the_first_page_names_those_with_whom_it_happened_before_those_with_whom_it_went_well():
    well = [one for number in range(9) for one in step(100 + 2 * number, HERON, AsFeared.NO, day=number)]
    well += [one for number in range(8) for one in step(300 + 2 * number, K, AsFeared.NO, day=number)]
    badly = [one for number in range(5) for one in step(200 + 2 * number, FERRY, AsFeared.YES, day=number)]
    first = part(page([*people(), *well, *badly], "steps", letters=False), "steps").told.first

    assert ["With Ferry,", "With Grey"] == [" ".join(sentence.split()[:2]) for sentence in first[1:]]


def test_a_step_that_was_not_taken_is_not_told_and_one_with_nobody_is():
    entries = [*step(100, None, None, took=Took.NOT_DONE), *step(102, None, AsFeared.NO, took=Took.STOPPED_EARLY)]
    told = part(page(entries, "steps"), "steps").told

    assert (
        "I took one small step. Of 1 I know if what I feared happened. It did in 0, wholly or partly." == told.first[0]
    )
    day, title, who, felt, happened = told.tables[1].rows[0]
    assert ("2 January 2026", "nobody in particular", "half and half", "no") == (day, who, felt, happened)
    assert title.endswith("(stopped early)")


def test_of_many_steps_only_the_latest_are_listed_and_an_own_step_has_no_name_in_it():
    own = OwnStep(**when(5), title="Tea with Ferry", area=Area.TIME, depth=2)
    entries = [*people(), own]
    entries += [
        one for number in range(25) for one in step(100 + 2 * number, FERRY, AsFeared.NO, day=number, step=str(own.id))
    ]
    listed: Table = part(page(entries, "steps"), "steps").told.tables[1]

    assert ("The latest 20 steps", 20) == (listed.caption, len(listed.rows))
    assert ("25 January 2026", "Tea with A", "A") == (
        listed.rows[0][0],
        listed.rows[0][1],
        listed.rows[0][2].removesuffix(" (stopped early)"),
    )


def test_hurts_tell_whether_they_were_owned_and_what_came_after():
    entries = [
        *people(),
        Hurt(**when(30), what="Ferry laughed", someone=FERRY, owned=Owned.PARTLY, repair="K. asked Ferry to stop"),
        WeeksAfter(**when(31, 20), hurt=UUID(int=30), since=Since.NO_CHANGE),
        WeeksAfter(**when(32, 40), hurt=UUID(int=30), since=Since.STAYED_CHANGED),
        Hurt(**when(33, 50), what="A door slammed"),
    ]
    told = part(page(entries, "hurts"), "hurts").told

    assert "I wrote down 2 times that hurt. It was owned in 0, partly in 1, and not in 0." == told.first[0]
    assert "In one it changed and stayed that way." == told.first[1]
    assert [("not said", "not known", "not known"), ("A", "partly", "it changed, and stayed that way")] == [
        row[1:] for row in told.tables[0].rows
    ]
    assert told.own[1].endswith("A laughed To repair it: B. asked A to stop")


def test_a_flag_that_was_taken_back_is_left_out_once_that_holds_and_not_before():
    entries = [
        *people(),
        Flag(**when(40), sign=DangerSign.CONTROL, whom=K),
        Flag(**when(41), sign=DangerSign.THEIR_MOOD),
    ]
    taken_back = Lifting(**{**when(42), "at": NOW, "written": NOW}, lifts=UUID(int=40), near=Near.NOBODY)
    earlier = Lifting(**when(43, 5), lifts=UUID(int=40), near=Near.NOBODY)

    assert 2 == len(part(page([*entries, taken_back], "flags"), "flags").told.tables[0].rows)
    told = part(page([*entries, earlier], "flags"), "flags").told
    assert ["now, or at home"] == [row[0] for row in told.tables[0].rows]
    assert ("I noted that something is wrong now, or at home.",) == told.first


def test_the_range_is_left_out_below_its_minimum():
    few = [Checkin(**when(100 + number, number), state=State.KEYED_UP, presence=Presence.NO) for number in range(39)]

    assert ["My range"] == list(page(few, "range").empty)


def test_the_range_tells_an_edge_that_is_known_and_says_so_of_one_that_is_not():
    states = [State.SETTLED, State.STIRRED, State.KEYED_UP]
    entries = [
        Checkin(
            **when(100 + number, number / 2),
            state=states[number % 3],
            presence=Presence.NO if number % 3 == 2 else Presence.YES,
        )
        for number in range(150)
    ]
    told = part(page(entries, "range"), "range").told

    assert told.first[0].startswith("On the way up, I can mostly stay with what I feel until I am ")
    assert "The lower edge is not known yet." == told.first[1]
    assert {"not known"} == {row[1] for row in told.tables[0].rows}
    assert 1 == len(told.pictures)


def alarms(causes: list[Cause]) -> list[Entry]:
    found: list[Entry] = []
    for number, cause in enumerate(causes):
        found.append(Alarm(**when(500 + number, number), answer=AlarmAnswer.NOT_CLEAR_YET))
        found.append(SecondLook(**when(700 + number, number + 2), alarm=UUID(int=500 + number), cause=cause))
    return found


def test_few_looks_back_give_no_share_and_the_own_sentence_comes_without_names():
    entries = [
        *people(),
        *alarms([Cause.NOW, Cause.OLD_HURT]),
        OwnReading(**when(900), words="With Ferry it is mostly old."),
    ]
    told = part(page(entries, "reads"), "reads").told

    assert ("I looked back on 2 alarms. That is too few to say how often they had cause.",) == told.sentences
    assert () == told.pictures
    assert ("With A it is mostly old.",) == told.own


def test_old_hurts_are_not_told_of_while_something_holds_everywhere():
    looked = alarms([Cause.NOW, Cause.OLD_HURT])
    now = [Flag(**when(41), sign=DangerSign.CONTROL)]
    row = ("An alarm that came from an old hurt", "1")

    assert row in part(page(looked, "reads"), "reads").told.tables[0].rows
    assert "old hurt" not in all_of(page([*looked, *now], "reads"))

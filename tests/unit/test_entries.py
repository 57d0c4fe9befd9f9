"""Entries become bytes and come back, refuse what can not be, and never lose an older version."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from unhurried.domain import (
    crisis,
    door,
    entries,
    learning,
    limits,
    lookback,
    needs,
    people,
    readiness,
    safety,
    selftrust,
    signals,
    steadying,
    steps,
    support,
    today,
)
from unhurried.domain.base import Entry, ImpossibleEntry

NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
STAMP = {"id": UUID(int=1), "at": NOON, "offset_minutes": 120, "written": NOON}

SAMPLES: dict[str, Entry] = {
    "checkin.1": steadying.Checkin(
        **STAMP,
        state=steadying.State.LOW,
        presence=steadying.Presence.NO,
        side=steadying.Side.BELOW,
        activation=-3,
        toward=1,
        away=4,
        body=(steadying.BodySign.COLD,),
        company=steadying.Company.ONE,
        with_whom="K",
        where="home",
        note="words",
        pattern=steadying.Pattern.TESTING,
        brought_in=True,
    ),
    "practice_time.1": steadying.PracticeTime(**STAMP, practice="cool-water", felt=steadying.Felt.WORSE),
    "own_practice.1": steadying.OwnPractice(**STAMP, title="Tea", words="Warm"),
    "hidden_practice.1": steadying.HiddenPractice(**STAMP, practice="cool-water"),
    "checkin_rhythm.1": steadying.CheckinRhythm(**STAMP, rhythm=steadying.Rhythm.LESS),
    "declined.1": today.Declined(**STAMP, suggestion="checkin"),
    "pause.1": today.Pause(**STAMP, until=None),
    "preferences.1": door.Preferences(**STAMP),
    "left_note.1": door.LeftNote(**STAMP, words="left"),
    "someone.1": people.Someone(
        **STAMP,
        code_name="K.",
        is_group=True,
        relation=people.Relation.FRIEND,
        trusted_with=(people.TrustedWith(people.Area.TIME, people.Trust.SOME),),
        note="words",
        put_away=True,
    ),
    "link.1": people.Link(**STAMP, one=UUID(int=2), other=UUID(int=3)),
    "shared_home.1": people.SharedHome(**STAMP, someone=UUID(int=2)),
    "easier.1": people.Easier(**STAMP, what="the library", someone=UUID(int=2), is_place=True),
    "hurt.1": people.Hurt(
        **STAMP,
        what="words",
        someone=UUID(int=2),
        owned=people.Owned.PARTLY,
        repair="words",
        warned=people.Warned.NO,
    ),
    "weeks_after.1": people.WeeksAfter(**STAMP, hurt=UUID(int=2), since=people.Since.CHANGED_THEN_BACK, note="words"),
    "own_need.1": needs.OwnNeed(
        **STAMP, title="Quiet", family=needs.Family.PACE, met="words", ask_for="words", not_met="words"
    ),
    "named_need.1": needs.NamedNeed(**STAMP, need="time-to-answer", weight=needs.Weight.NOT_NEGOTIABLE, note="words"),
    "meets_need.1": needs.MeetsNeed(**STAMP, need="time-to-answer", where=UUID(int=2), met=needs.Met.PARTLY),
    "readiness.1": readiness.Readiness(
        **STAMP,
        ready=(readiness.ReadyAnswer(readiness.ReadySign.CURIOUS, readiness.Ready.A_LITTLE, "words"),),
        steady=(readiness.SteadyAnswer(readiness.SteadySign.FLASHBACKS, readiness.Often.SELDOM),),
    ),
    "flag.1": safety.Flag(**STAMP, sign=safety.DangerSign.FOLLOWED, whom=UUID(int=2)),
    "stopped.1": safety.Stopped(**STAMP, sign=safety.StopSign.LOSING_TIME),
    "lifting.1": safety.Lifting(**STAMP, lifts=UUID(int=2), near=safety.Near.SOMEONE_ASKS),
    "asked.1": safety.Asked(**STAMP, whom=UUID(int=2), all_no=True),
    "kept_answer.1": safety.KeptAnswer(
        **STAMP, sign=safety.DangerSign.THREAT_TO_SELF, yes=True, whom=UUID(int=2), note="words"
    ),
    "alarm.1": signals.Alarm(
        **STAMP,
        whom=UUID(int=2),
        groups=(signals.SignalGroup.NO_PUSHED,),
        cues=(signals.CueAnswer("went-on", signals.CueSaid.SOMETHING_LIKE),),
        closer=(signals.CloserAnswer(signals.Closer.FACTS, "words"),),
        body=signals.Loud.FAINT,
        behaviour=signals.Loud.LOUD,
        answer=signals.AlarmAnswer.SIGNS_OF_DANGER,
        echo_cues=("a-smell",),
        echo=signals.Echo("words", withdrawn=True),
        look_again=date(2026, 4, 2),
        parked=True,
    ),
    "two_sides.1": learning.TwoSides(**STAMP, sides=learning.Sides.SAW_TOLD, one="saw", other="told", whom=UUID(int=2)),
    "talk_review.1": learning.TalkReview(
        **STAMP, facts="facts", guesses="guesses", not_known="not known", whom=UUID(int=2)
    ),
    "parked_question.1": learning.ParkedQuestion(**STAMP, question="why", back_on=date(2026, 4, 7), whom=UUID(int=2)),
    "own_reading.1": lookback.OwnReading(**STAMP, words="words"),
    "hidden_topic.1": learning.HiddenTopic(**STAMP, topic=learning.Topic.ALARMS),
    "limit.1": limits.Limit(
        **STAMP,
        limit="words",
        meant_for=limits.For.ASKING,
        need="words",
        ask="words",
        area=limits.LimitArea.DIGITAL,
        strength=limits.Strength.FINAL,
        whom=UUID(int=2),
        protects="own-phone",
        begun_from="own-phone",
        pays=safety.Pays.NO,
        covered=("own-phone",),
    ),
    "received.1": limits.Received(**STAMP, limit=UUID(int=2), how=limits.HowReceived.PUNISHED, happened="words"),
    "harm_check.1": lookback.HarmCheck(**STAMP, since=lookback.SinceBegun.WORSE),
    "second_look.1": signals.SecondLook(**STAMP, alarm=UUID(int=2), cause=signals.Cause.EXPLAINED_NOT_CHECKED),
    "crisis_plan.1": crisis.CrisisPlan(
        **STAMP,
        keeps_alive="a",
        early_signs="b",
        alone="c",
        places="d",
        people="e",
        professionals="f",
        surroundings="g",
    ),
    "own_line.1": crisis.OwnLine(**STAMP, name="Nurse", number="+44 (0)20 7946-0000", note="words"),
    "chosen_country.1": crisis.ChosenCountry(**STAMP, region="IE"),
    "unavoidable_contact.1": crisis.UnavoidableContact(
        **STAMP,
        why=crisis.Why.CHILDREN,
        someone=UUID(int=2),
        where="a",
        how_long="b",
        in_writing="c",
        who_is_near="d",
        how_i_leave="e",
        advice="f",
    ),
    "step_plan.1": steps.StepPlan(
        **STAMP,
        step="sit-near-the-door",
        area=people.Area.TIME,
        depth=3,
        whom=(UUID(int=2),),
        fear=steps.Fear.PUSHED,
        feared="a",
        likelihood=75,
        how_i_leave="b",
        who_could_find_out="c",
        pays=safety.Pays.NO,
        wants=safety.Wants.WANT,
        covered=("time-to-answer",),
        on_day=date(2026, 4, 1),
        note="d",
        planned=NOON,
        put_away=True,
    ),
    "step_outcome.1": steps.StepOutcome(
        **STAMP,
        plan=UUID(int=2),
        took=steps.Took.STOPPED_EARLY,
        happened="a",
        as_feared=steps.AsFeared.KEPT_FROM_HAPPENING,
        stayed=steadying.Presence.PARTLY,
        state=steadying.State.STIRRED,
        likelihood_next=25,
        meaning="b",
    ),
    "own_step.1": steps.OwnStep(
        **STAMP, title="Tea", area=people.Area.TIME, depth=2, words="a", way_out="b", after="sit-near-the-door"
    ),
    "shelved_step.1": steps.ShelvedStep(**STAMP, step="sit-near-the-door", shelf=steps.Shelf.HIDDEN),
    "promise.1": selftrust.Promise(
        **STAMP,
        if_words="it rains",
        then_words="listen",
        size=2,
        due=date(2026, 4, 1),
        area=selftrust.PromiseArea.DELIGHT,
        idea="listen-a-while",
        instead_of=UUID(int=2),
    ),
    "promise_outcome.1": selftrust.PromiseOutcome(
        **STAMP, promise=UUID(int=2), became=selftrust.Became.RENEGOTIATED, note="words"
    ),
    "nothing_today.1": selftrust.NothingToday(**STAMP),
    "signal_honoured.1": selftrust.SignalHonoured(
        **STAMP, signal="quiet-no", noticed="a", listened=selftrust.Listened.NOT_THIS_TIME, happened="b"
    ),
    "my_value.1": selftrust.MyValue(**STAMP, value="quiet", words="words"),
    "like.1": selftrust.Like(**STAMP, words="toast"),
    "stopped_doing.1": selftrust.StoppedDoing(**STAMP, words="singing"),
    "small_return.1": selftrust.SmallReturn(
        **STAMP,
        idea="one-song",
        words="a",
        stopped=UUID(int=2),
        how=selftrust.Returned.NOT_THE_SAME,
        note="b",
    ),
    "self_rating.1": selftrust.SelfRating(**STAMP, believed=selftrust.Believed.SOMEWHAT, note="words"),
    "asked_after.1": steps.AskedAfter(**STAMP, plan=UUID(int=2), about=steps.About.NEXT_DAY, felt=steadying.Felt.WORSE),
    "helper.1": support.Helper(
        **STAMP,
        code_name="Lamp",
        works_as=support.HelperKind.ADVOCATE,
        someone=UUID(int=2),
        cost="a",
        wait="b",
        answers=(support.HelperAnswer("training", support.HowAnswered.WOULD_NOT_SAY),),
        signs=("secret-between-us",),
        note="c",
        beside=True,
    ),
    "questions_to_ask.1": support.QuestionsToAsk(**STAMP, questions=("training",), words="a"),
    "help_session.1": support.HelpSession(
        **STAMP, helper=UUID(int=2), wanted="a", how="b", too_much=support.TooMuch.A_LITTLE
    ),
    "outside_measure.1": support.OutsideMeasure(
        **STAMP, which=support.Instrument.OTHER, total=3.4, name="a sheet", given_by="b"
    ),
}
"""One of every version that was ever released. A line is added, never taken away."""


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(sample) for sample in SAMPLES.values()} == set(entries.KINDS)
    assert {msgspec.structs.asdict(sample)["id"] for sample in SAMPLES.values()} == {UUID(int=1)}


@pytest.mark.parametrize("version", SAMPLES)
def test_an_entry_comes_back_as_it_was_and_names_its_version(version: str) -> None:
    stored = entries.encode(SAMPLES[version])

    assert entries.decode(stored) == SAMPLES[version]
    assert msgspec.msgpack.decode(stored)["kind"] == version


def test_many_come_back_in_order_with_a_gap_where_one_is_no_entry() -> None:
    stored = [entries.encode(sample) for sample in SAMPLES.values()]

    assert entries.decode_each(stored) == list(SAMPLES.values())
    assert entries.decode_each([stored[0], b"\xc1", stored[1]]) == [
        SAMPLES["checkin.1"],
        None,
        SAMPLES["practice_time.1"],
    ]
    assert entries.decode_each([]) == []


def test_two_entries_in_one_row_are_not_taken_for_two() -> None:
    stored = entries.encode(SAMPLES["declined.1"])

    assert entries.decode_each([stored + stored, b""]) == [None, None]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("activation", 6),
        ("toward", -1),
        ("away", 5),
        ("note", "x" * 200_001),
        ("note", "a\0b"),
        ("offset_minutes", 841),
        ("at", NOON.replace(tzinfo=None)),
        ("written", datetime(1899, 12, 31, tzinfo=UTC)),
    ],
)
def test_what_can_not_be_is_refused_with_the_name_of_its_field(field: str, value: object) -> None:
    with pytest.raises(ImpossibleEntry) as refused:
        msgspec.structs.replace(SAMPLES["checkin.1"], **{field: value})

    assert refused.value.field == field


def test_a_side_needs_a_leaving() -> None:
    with pytest.raises(ImpossibleEntry):
        msgspec.structs.replace(SAMPLES["checkin.1"], presence=steadying.Presence.YES)


def test_the_clock_the_person_saw_comes_back() -> None:
    assert SAMPLES["checkin.1"].local.hour == 14


def test_a_pause_holds_until_its_time_or_until_it_is_ended() -> None:
    until = today.Pause(**{**STAMP, "until": NOON + timedelta(days=1)})

    assert until.holds(NOON)
    assert not until.holds(NOON + timedelta(days=1))
    assert today.Pause(**STAMP, until=None).holds(NOON + timedelta(days=999))


def test_both_and_fine_outside_say_nothing_about_the_line() -> None:
    for state in (steadying.State.BOTH, steadying.State.FINE_OUTSIDE):
        checkin = steadying.Checkin(**STAMP, state=state)
        assert steadying.cell(checkin) is None


def test_a_finer_answer_stands_for_a_smaller_cell() -> None:
    coarse = steadying.cell(steadying.Checkin(**STAMP, state=steadying.State.STIRRED))
    fine = steadying.cell(steadying.Checkin(**STAMP, state=steadying.State.STIRRED, activation=5))

    assert (coarse.low, coarse.high) == (0.25, 0.75)
    assert (fine.low, fine.high) == (0.9, 1.0)

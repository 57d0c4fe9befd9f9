"""All that is said about finding help, held to product, ledger and checklist 8."""

import re
from collections import Counter
from datetime import date

import msgspec
import pytest

from tests.contracts.test_content import forbidden_in
from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.content.schema import Grade
from unhurried.content.support import (
    Band,
    HelperQuestion,
    HelperSign,
    MeasureWords,
    Part,
    Place,
    Telling,
    Therapy,
    WayIn,
    Wobble,
)
from unhurried.domain.safety import GRAVE, DangerSign
from unhurried.domain.support import LONGEST_ID, RANGES, Instrument

LONGEST_SENTENCE = 20
WORDS = library().support

Item = Therapy | WayIn | HelperQuestion | HelperSign | Telling | MeasureWords

NAMES_OF_THERAPIES = {"prolonged-exposure", "written-exposure", "narrative-exposure"}
"""Where a word that is never said stands, because it is the name of a therapy."""

NOT_SAID = {"id", "claim", "reviewed", "checklist", "place", "part", "flag", "drawing", "step", "depth"}


def items() -> list[Item]:
    kinds = (WORDS.therapies, WORDS.ways_in, WORDS.questions, WORDS.signs, WORDS.telling, WORDS.measures)
    return [one for kind in kinds for one in kind.values()]


def named(item: Item) -> str:
    return f"{type(item).__name__}:{item.id}"


def told(item: Item) -> str:
    """All of an item that is seen, one line for each field."""
    built = {key: value for key, value in msgspec.to_builtins(item).items() if key not in NOT_SAID}
    return "\n".join(_lines(list(built.values())))


def _lines(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [line for one in inner for line in _lines(one)]


def test_there_is_enough_of_everything() -> None:
    assert len(WORDS.therapies) >= 12
    assert len(WORDS.ways_in) >= 8
    assert len(WORDS.questions) >= 15
    assert len(WORDS.signs) >= 12
    assert len(WORDS.telling) >= 8
    assert set(Part) == {one.part for one in WORDS.questions.values()}
    assert set(Instrument) == set(WORDS.measures)


@pytest.mark.parametrize("item", items(), ids=named)
def test_it_is_read_at_grade_five_with_short_sentences_and_no_shouting(item: Item) -> None:
    assert grade(told(item)) <= 5
    assert [one for one in sentences(told(item)) if count_words(one) > LONGEST_SENTENCE] == []
    assert "!" not in told(item)


@pytest.mark.parametrize("item", items(), ids=named)
def test_it_notes_its_last_review(item: Item) -> None:
    assert item.reviewed >= date(2026, 11, 25)
    assert item.checklist == 8


def test_no_two_share_a_sentence() -> None:
    said = Counter(
        one.lower() for item in items() if not isinstance(item, MeasureWords) for one in sentences(told(item))
    )
    repeated = {one for one, times in said.items() if times > 1}

    assert set() == {one for one in repeated if count_words(one) > 3}


def test_no_word_that_is_never_said_stands_in_it_but_in_a_name_and_in_a_warning() -> None:
    hits = {(str(item.id), word) for item in items() for word in forbidden_in(told(item))}

    assert {(one, "exposure") for one in NAMES_OF_THERAPIES} | {("told-to-forgive", "forgive")} == hits


def test_an_id_fits_into_an_entry() -> None:
    assert [] == [one for one in (*WORDS.questions, *WORDS.signs) if len(one) > LONGEST_ID]


# --- therapies ----------------------------------------------------------------------------------------------


def grade_of(therapy: str) -> Grade:
    return library().claims[WORDS.therapies[therapy].claim].grade


def test_what_guidelines_put_first_stands_first_and_the_guide_s_own_stand_last() -> None:
    places = {place: [one.id for one in WORDS.in_place(place)] for place in Place}

    assert ["prolonged-exposure", "cognitive-processing", "trauma-focused-cbt", "emdr"] == places[Place.FIRST]
    assert ["written-exposure", "cognitive-therapy", "narrative-exposure", "stair"] == places[Place.ALSO]
    assert ["somatic-experiencing", "internal-family-systems"] == places[Place.LITTLE_TESTED]
    assert list(WORDS.therapies) == [one for place in Place for one in places[place]]


def test_each_is_marked_as_the_ledger_grades_it() -> None:
    strong = ("prolonged-exposure", "cognitive-processing", "trauma-focused-cbt", "emdr")
    limited = ("somatic-experiencing", "internal-family-systems", "peer-support")

    assert {Grade.STRONG} == {grade_of(one) for one in strong}
    assert {Grade.LIMITED} == {grade_of(one) for one in limited}
    assert Grade.MODERATE is grade_of("stair")
    assert {Grade.STRONG} == {grade_of(one.id) for one in WORDS.in_place(Place.FIRST)}


def test_none_is_said_to_reach_the_brain_or_to_bring_trust_back() -> None:
    said = [told(one) for one in WORDS.therapies.values()]
    said += [
        f"{library().claims[one.claim].says} {library().claims[one.claim].caveat}" for one in WORDS.therapies.values()
    ]

    assert [] == [
        one for one in said if re.search(r"\b(brain|nerv\w+|neuro\w+|root|roots|rewire\w*)\b", one, re.IGNORECASE)
    ]
    trust = [line for text in said for line in sentences(text) if re.search(r"\btrust again|for trust\b", line)]
    assert trust
    assert [] == [line for line in trust if not re.search(r"\b(not|nobody|none)\b", line, re.IGNORECASE)]


def test_none_promises_to_work_and_none_is_told_to_be_had() -> None:
    promises = re.compile(
        r"\b(will help|works for|will heal|you will feel|best|right for you|need this)\b", re.IGNORECASE
    )

    assert [] == [one.id for one in WORDS.therapies.values() if promises.search(told(one))]


def test_the_uncontrolled_figure_of_a_small_study_is_not_shown() -> None:
    said = " ".join(told(one) for one in WORDS.therapies.values()) + str(library().claims["internal-family-systems"])

    assert "4.46" not in said
    assert "17 people" in said


def test_keeping_away_from_a_real_danger_is_never_worked_off() -> None:
    assert (
        "keeping away from a real danger is nothing to unlearn" in WORDS.therapies["prolonged-exposure"].might_not_want
    )
    assert "plain fact" in WORDS.therapies["cognitive-processing"].might_not_want


# --- ways in, questions, signs, telling ---------------------------------------------------------------------


def test_every_way_in_has_words_to_say_that_tell_no_story() -> None:
    assert [] == [one.id for one in WORDS.ways_in.values() if not 2 <= len(one.steps) <= 6 or not one.careful.strip()]
    assert [] == [one.id for one in WORDS.ways_in.values() if count_words(one.say) > 35]
    told_of = re.compile(r"\b(hit|raped?|beat|choked|kicked|forced)\b", re.IGNORECASE)
    assert [] == [one.id for one in WORDS.ways_in.values() if told_of.search(one.say)]


def test_the_ways_in_that_were_asked_for_are_there() -> None:
    needed = {"no-money", "waiting-list", "first-call", "no-voice", "watched", "children", "far-away", "advocate"}

    assert set() == (needed | {"bad-before"}) - set(WORDS.ways_in)


def test_where_someone_watches_the_first_word_is_another_device_and_no_call_back() -> None:
    way = WORDS.ways_in["watched"]

    assert "they cannot reach" in way.steps[0]
    assert "do not call" in way.say
    assert "a watcher may notice" in way.careful


def test_a_question_is_one_question_and_has_a_reason() -> None:
    assert [] == [one.id for one in WORDS.questions.values() if not one.ask.endswith("?") or one.ask.count("?") > 1]
    assert [] == [one.id for one in WORDS.questions.values() if not one.why.endswith(".")]


def test_the_warning_signs_that_were_asked_for_are_there() -> None:
    needed = {"sexual-contact", "secret-between-us", "pushes-memories", "takes-their-side", "both-in-one-room"}

    assert needed | {"told-to-forgive", "hurt-or-held", "threats"} <= set(WORDS.signs)


def test_what_is_danger_has_a_flag_and_what_hurts_or_forces_has_a_grave_one() -> None:
    flags = {one.id: one.flag for one in WORDS.signs.values() if one.flag}

    assert DangerSign.FORCED is flags["sexual-contact"]
    assert {flags["sexual-contact"], flags["hurt-or-held"], flags["turns-up"]} <= GRAVE
    assert {"sexual-contact", "sexual-talk", "hurt-or-held", "threats", "turns-up"} <= set(flags)
    assert {"afraid-of-no", "only-them", "mocks-me"} <= set(flags)


def test_a_sign_says_what_was_done_and_of_nobody_what_they_are() -> None:
    verdicts = re.compile(r"\b(they are (bad|sick|evil|a )|manipulat\w+|unsafe|safe|dangerous person)\b", re.IGNORECASE)

    assert [] == [one.id for one in WORDS.signs.values() if verdicts.search(told(one))]
    assert [] == [one.id for one in WORDS.signs.values() if not re.match(r"(They|I) ", one.says)]


def test_steps_for_telling_go_from_next_to_nothing_upward() -> None:
    depths = [one.depth for one in WORDS.telling.values()]

    assert sorted(depths) == depths
    assert {1, 2, 3, 4, 5} == set(depths)
    assert [] == [one.id for one in WORDS.telling.values() if not (one.smaller.strip() and one.way_out.strip())]


def test_a_step_it_is_like_exists_and_fits_a_helper() -> None:
    likes = [one.step for one in WORDS.telling.values() if one.step]

    assert len(likes) >= 4
    assert [] == [one for one in likes if "helper" not in [fit.value for fit in library().steps[one].fits]]


# --- measures -----------------------------------------------------------------------------------------------


def test_only_what_was_read_at_its_source_has_bands_or_a_wobble() -> None:
    assert {"pcl_5", "pc_ptsd_5", "phq_9", "who_5", "who_5_raw"} == {
        one.id.value for one in WORDS.measures.values() if one.bands
    }
    assert {"pcl_5"} == {one.id.value for one in WORDS.measures.values() if one.wobble}
    assert [] == [one.id for one in WORDS.measures.values() if (one.bands or one.wobble) and not one.claim]


def test_every_band_lies_in_the_range_of_its_measure_and_says_no_verdict() -> None:
    bands = [(one.id, band) for one in WORDS.measures.values() for band in one.bands]

    assert [] == [one for one, band in bands if not RANGES[one][0] <= band.least <= RANGES[one][1]]
    verdicts = re.compile(r"\b(you|your|ill|sick|healthy|better|worse|recovered|cured)\b", re.IGNORECASE)
    assert [] == [band.says for _, band in bands if verdicts.search(band.says)]


def test_no_question_of_a_measure_is_shown() -> None:
    """None is a question, and none speaks to the person as the items do."""
    assert [] == [one.id for one in WORDS.measures.values() if "?" in told(one) or re.search(r"\byou\b", told(one))]


def test_a_low_total_is_never_told_as_proof_that_nothing_happened() -> None:
    for claim in ("pcl-5", "pc-ptsd-5"):
        assert "does not mean that nothing happened" in library().claims[claim].caveat


def measure(**more: object) -> MeasureWords:
    words = {"title": "t", "about": "a", "reviewed": date(2026, 11, 25), "checklist": 8, **more}
    return MeasureWords(id=Instrument.PCL_5, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "more",
    [
        {"bands": (Band(0, "low"),), "found_with": "people"},
        {"wobble": Wobble(15, 18, "men")},
        {"bands": (Band(0, "low"),), "claim": "pcl-5"},
        {"found_with": "people"},
        {"bands": (Band(5, "low"),), "found_with": "people", "claim": "pcl-5"},
        {"bands": (Band(0, "low"), Band(90, "high")), "found_with": "people", "claim": "pcl-5"},
        {"bands": (Band(0, "a"), Band(40, "b"), Band(30, "c")), "found_with": "people", "claim": "pcl-5"},
    ],
)
def test_a_number_without_its_source_or_its_people_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="pcl_5"):
        measure(**more)

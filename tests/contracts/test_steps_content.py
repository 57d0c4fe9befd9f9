"""The ideas for small steps: enough for everyone, plain to read, and none that leads where no step may lead."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.content.steps import (
    DEEPEST_PROPOSED,
    NEEDS_NOBODY,
    Fit,
    Form,
    Setting,
    Step,
    StepTemplate,
    Talk,
)
from unhurried.domain.needs import Family
from unhurried.domain.people import Area

LONGEST_SENTENCE = 20
MOST_ALIKE = 0.35
"""Of all words two steps use, the share that both use."""

TOWARD_HARM = re.compile(
    r"\b(who|that) (has |had )?(hurt|harmed|scared|betrayed)\b|\byour ex\b|\bconfront|\bforgiv|\breconcil|\bmake peace\b"
    r"|\bmake up with\b|\b(give|gave) \w+ (a|another) (chance|go)\b|\blet your guard down\b|\btell \w+ everything\b"
    r"|\btrust (them|her|him|someone|people|a|your|the)\b",
    re.IGNORECASE,
)
SECRET_TEST = re.compile(
    r"\bsee (if|whether|how) (they|she|he|it|someone|anyone|people)\b|\bto find out (if|whether)\b|\btests?\b|\btrap\b"
    r"|\bpretend|\bsecretly\b|\bwithout (telling|their)\b|\bcatch (them|her|him)\b|\bon the sly\b",
    re.IGNORECASE,
)
PRIVATE_PLACE = re.compile(
    r"\b(their|your|his|her) (home|flat|house|room|place|car|bed|bedroom)\b|\b(let|ask|invite) \w+ in\b|\bovernight\b"
    r"|\bstay the night\b|\bget in(to)? (a|the|their) car\b|\ba lift home\b|\balone with\b|\bbehind a (shut|closed) door\b",
    re.IGNORECASE,
)
WATCHING = re.compile(
    r"\b(follow|watch|track|trail|shadow) (them|her|him|someone|a|the) |\bcheck(ing)? up on\b|\bkeep an eye on (them|her|him)"
    r"|\btheir (phone|profile|posts|messages|calls|whereabouts)\b|\blook (them|her|him|someone) up\b|\blast seen\b|\bspy",
    re.IGNORECASE,
)
NEVER_PROPOSED = re.compile(
    r"\b(money|cash|pay|pays|paid|costs?|rent|banks?|keys?|passports?|papers|passwords?|pin|sex|sexual"
    r"|kiss|kisses|naked|move in|moving in|live together|child|children|kids?|baby)\b",
    re.IGNORECASE,
)
ALCOHOL = re.compile(r"\b(wine|beer|pubs?|bars?|part(y|ies)|alcohol|cocktails?|drunk|drinks?)\b", re.IGNORECASE)
NOT_TO_BE_SEEN = re.compile(r"\b(feel|felt|feels|feeling|trust|trusted|safe|seem|seemed|mean|meant|think|thought)\b")

COMMON = frozenset(["your", "that", "with", "they", "what", "when", "them", "this", "from", "have", "someone", "kind"])


def steps() -> list[Step]:
    return list(library().steps.values())


def templates() -> list[StepTemplate]:
    return list(library().step_templates.values())


def told(step: Step) -> str:
    """All of a step that is shown."""
    shown = [step.title, *step.how, step.smaller, step.what_to_notice, step.way_out, step.another_way]
    return "\n".join(line for line in shown if line)


def told_by(template: StepTemplate) -> str:
    asked = [line for blank in template.blanks for line in (blank.asks, blank.for_example)]
    return "\n".join([template.title, template.good_for, filled(template), *asked, template.first, template.way_out])


def filled(template: StepTemplate) -> str:
    return template.says.format(**{blank.name: blank.for_example for blank in template.blanks})


def fit(who: Fit) -> list[Step]:
    return [step for step in steps() if who in step.fits and not step.never_proposed]


# --- enough for everyone ------------------------------------------------------------------------------------


def test_there_are_steps_enough_in_every_area() -> None:
    counted = Counter(step.area for step in steps())
    assert sum(counted.values()) >= 150
    assert [area for area in Area if counted[area] < 15] == []


def test_every_depth_that_may_be_proposed_is_well_filled() -> None:
    counted = Counter(step.depth for step in steps() if not step.never_proposed)
    assert [depth for depth in range(1, DEEPEST_PROPOSED + 1) if counted[depth] < 15] == []
    assert max(counted) == DEEPEST_PROPOSED


def test_every_area_begins_with_next_to_nothing_and_reaches_the_deepest_that_may_be_proposed() -> None:
    held = {(step.area, step.depth) for step in steps() if not step.never_proposed}
    wanted = {(area, depth) for area in Area for depth in range(1, DEEPEST_PROPOSED + 1)}
    assert set() == wanted - held


@pytest.mark.parametrize(
    ("who", "fewest"),
    [(Fit.STRANGER, 15), (Fit.GROUP, 12), (Fit.HELPER, 12), (Fit.COLLEAGUE, 12), (Fit.NEIGHBOUR, 12), (Fit.FRIEND, 20)],
)
def test_there_are_steps_for_many_kinds_of_people(who: Fit, fewest: int) -> None:
    assert len(fit(who)) >= fewest


def test_there_are_places_to_be_in_without_a_word() -> None:
    assert sum(step.talk is Talk.NONE for step in fit(Fit.PLACE)) >= 10


def test_there_are_steps_made_for_picking_up_a_thread() -> None:
    made_for = [step for step in fit(Fit.KIND_BEFORE) if step.fits[0] is Fit.KIND_BEFORE]
    assert len(made_for) >= 8
    assert {Area.TIME, Area.WORDS, Area.FEELINGS, Area.THINGS, Area.REPAIR} <= {step.area for step in made_for}


def test_someone_who_has_nobody_finds_steps_in_every_area() -> None:
    found = [step for step in steps() if NEEDS_NOBODY & set(step.fits) and not step.never_proposed]
    assert len(found) >= 50
    shallow = Counter(step.area for step in found if step.depth <= 3)
    assert [area for area in Area if shallow[area] < 5] == []


def test_a_third_of_the_steps_ask_nothing_of_the_voice() -> None:
    assert sum(step.talk is not Talk.SPOKEN for step in steps()) * 3 >= len(steps())
    assert {Talk.SPOKEN} != {step.talk for step in steps() if step.depth > 3}


def test_a_message_is_never_spoken() -> None:
    assert [step.id for step in steps() if step.setting is Setting.BY_MESSAGE and step.talk is Talk.SPOKEN] == []


def test_every_family_of_needs_has_steps_that_bear_on_it() -> None:
    counted = Counter(family for step in steps() for family in step.needs)
    assert [family for family in Family if counted[family] < 10] == []


@pytest.mark.parametrize(
    "way",
    [
        r"wheelchair|rolls?\b|\bramp\b|from a (chair|seat)|chair classes|always sit",
        r"hear little|\bsign(s|ing)?\b|captions|without a voice",
        r"at night|night shift|night box|others sleep",
        r"far from|in the country|where few people live|village|half-way",
        r"costs nothing|\bfree\b|nothing has to be|buy nothing",
        r"bus line|no car|by post|cannot go out|online",
    ],
    ids=["wheels", "little hearing", "night", "far from town", "no money", "no car or no going out"],
)
def test_those_whom_the_usual_way_shuts_out_find_another(way: str) -> None:
    found = [step.id for step in steps() if re.search(way, told(step), re.IGNORECASE)]
    assert len(found) >= 3


# --- how they are told --------------------------------------------------------------------------------------


def test_every_step_is_read_at_grade_five() -> None:
    assert [step.id for step in steps() if grade(told(step)) > 5] == []


def test_no_sentence_of_a_step_is_long() -> None:
    said = [sentence for step in steps() for sentence in sentences(told(step))]
    assert [sentence for sentence in said if count_words(sentence) > LONGEST_SENTENCE] == []


def test_no_two_steps_share_a_sentence_or_a_title() -> None:
    said = Counter(line.lower() for step in steps() for line in sentences(told(step)))
    assert [sentence for sentence, times in said.items() if times > 1] == []
    titles = Counter(step.title.lower() for step in steps())
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_two_steps_are_nearly_the_same() -> None:
    words = {step.id: _telling_words(step) for step in steps()}
    pairs = combinations(words.items(), 2)
    alike = [(one, other) for (one, a), (other, b) in pairs if len(a & b) > MOST_ALIKE * len(a | b)]
    assert [] == alike


def test_a_title_is_short_and_says_what_to_do() -> None:
    assert [step.title for step in steps() if not 2 <= count_words(step.title) <= 8] == []
    assert [step.title for step in steps() if step.title.endswith((".", "?"))] == []


def test_every_part_of_a_step_is_whole_sentences() -> None:
    parts = [part for step in steps() for part in (*step.how, step.smaller, step.way_out, step.another_way) if part]
    assert [part for part in parts if not part.endswith((".", "?"))] == []


def test_the_smaller_form_and_the_way_out_are_one_sentence_each() -> None:
    parts = [(step.id, part) for step in steps() for part in (step.smaller, step.way_out)]
    assert [(step_id, part) for step_id, part in parts if len(sentences(part)) != 1] == []


def test_what_to_notice_is_a_question_about_something_that_can_be_seen() -> None:
    asked = [(step.id, step.what_to_notice) for step in steps()]
    assert [one for one in asked if not one[1].endswith("?") or len(sentences(one[1])) != 1] == []
    assert [one for one in asked if NOT_TO_BE_SEEN.search(one[1])] == []


def test_the_length_in_words_and_in_minutes_agree() -> None:
    pairs = {(step.minutes, step.length) for step in steps()}
    assert len(pairs) == len({minutes for minutes, _ in pairs}) == len({length for _, length in pairs})


def test_steps_and_templates_note_their_last_review() -> None:
    read = [*steps(), *templates()]
    assert [one.id for one in read if not (one.reviewed >= date(2026, 11, 25) and one.checklist == 3)] == []


# --- where no step may lead ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [TOWARD_HARM, SECRET_TEST, PRIVATE_PLACE, WATCHING, ALCOHOL],
    ids=["toward harm", "secret test", "private place", "watching", "alcohol"],
)
def test_no_step_leads_there(pattern: re.Pattern[str]) -> None:
    assert [(step.id, found.group()) for step in steps() if (found := pattern.search(told(step)))] == []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (TOWARD_HARM, "Write to the one who hurt you."),
        (TOWARD_HARM, "Tell them that you forgive them."),
        (TOWARD_HARM, "Trust them with a bit more."),
        (TOWARD_HARM, "Give him another chance."),
        (SECRET_TEST, "Stay away and see if they call."),
        (SECRET_TEST, "Say it as a test of their patience."),
        (SECRET_TEST, "Ask a friend without telling them why."),
        (PRIVATE_PLACE, "Have tea at their house."),
        (PRIVATE_PLACE, "Let her in for a while."),
        (WATCHING, "Look at their profile first."),
        (WATCHING, "Follow them for a street or two."),
        (ALCOHOL, "Meet in a bar."),
        (NEVER_PROPOSED, "Give them a spare key."),
        (NEVER_PROPOSED, "Lend a sum of money."),
    ],
)
def test_a_step_that_led_there_would_be_found(pattern: re.Pattern[str], said: str) -> None:
    assert pattern.search(said)


def test_what_the_app_never_proposes_is_marked() -> None:
    named = [step for step in steps() if NEVER_PROPOSED.search("\n".join([step.title, *step.how]))]
    assert [step.id for step in named if not step.never_proposed] == []
    assert [step.id for step in steps() if step.depth > DEEPEST_PROPOSED and not step.never_proposed] == []


def test_of_what_is_never_proposed_there_is_only_a_handful() -> None:
    assert 1 <= sum(step.never_proposed for step in steps()) <= 10


def test_every_step_has_a_way_out_and_a_smaller_form() -> None:
    assert [step.id for step in steps() if not step.way_out.strip() or not step.smaller.strip()] == []


def test_touch_is_never_for_strangers_and_never_without_being_wanted() -> None:
    touch = re.compile(r"(?<!in place of a )\bhug\b|\bshoulder\b|\bhold a hand\b", re.IGNORECASE)
    given = [step for step in steps() if touch.search(step.title)]
    assert len(given) >= 3
    assert [step.id for step in given if step.depth < DEEPEST_PROPOSED or set(step.fits) & NEEDS_NOBODY] == []
    assert [step.id for step in given if not re.search(r"\bask|if you want", " ".join(step.how), re.IGNORECASE)] == []


def test_at_home_no_step_is_taken_with_anyone() -> None:
    assert [step.id for step in steps() if step.setting is Setting.AT_HOME and set(step.fits) != {Fit.PLACE}] == []


# --- templates ----------------------------------------------------------------------------------------------


def test_there_are_templates_for_sharing_for_time_and_for_place() -> None:
    counted = Counter(template.form for template in templates())
    assert 6 <= len(templates()) <= 10
    assert [form for form in Form if counted[form] < 2] == []


def test_a_template_reads_well_when_it_is_filled_in() -> None:
    said = {template.id: told_by(template) for template in templates()}
    assert [one for one, text in said.items() if grade(text) > 5] == []
    assert [line for text in said.values() for line in sentences(text) if count_words(line) > LONGEST_SENTENCE] == []
    assert [one for one, text in said.items() if "{" in text or "  " in text] == []


@pytest.mark.parametrize("pattern", [TOWARD_HARM, SECRET_TEST, WATCHING, ALCOHOL, NEVER_PROPOSED])
def test_no_template_leads_there(pattern: re.Pattern[str]) -> None:
    assert [(one.id, found.group()) for one in templates() if (found := pattern.search(told_by(one)))] == []


def test_no_template_shares_a_sentence_with_another_or_with_a_step() -> None:
    texts: list[str] = [*map(told_by, templates()), *("\n".join(step.how) for step in steps())]
    said = Counter(line.lower() for text in texts for line in sentences(text) if count_words(line) > 2)
    assert [sentence for sentence, times in said.items() if times > 1] == []


def _telling_words(step: Step) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", " ".join([step.title, *step.how]).lower())) - COMMON

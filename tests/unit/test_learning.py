"""Cards refuse what they can not be, the gate decides which of them show, and a topic is hidden once."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import unhurried.content
from unhurried.content.learning import Card
from unhurried.content.library import BrokenContent, library, load
from unhurried.domain.base import Entry
from unhurried.domain.learning import HiddenTopic, Topic
from unhurried.domain.notebook import PlainNotebook
from unhurried.domain.safety import Asked, DangerSign, Flag, Lifting, Near
from unhurried.journey import learning as journey
from unhurried.journey.stamp import Stamp, stamp

NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
PLAIN = {"id": "one", "title": "One", "lead": "One thing.", "reviewed": date(2026, 11, 25), "checklist": 10}
PATTERN = {"how_it_feels": "So.", "why_it_made_sense": "For this.", "small_move": "A step.", "room": "practices"}


def when(entry_id: UUID | None = None, after: timedelta = timedelta()) -> Stamp:
    return stamp(entry_id or uuid4(), NOON + after, 0)


def seen(*entries: Entry, after: timedelta = timedelta()) -> journey.Shown:
    notebook = PlainNotebook()
    notebook.write(add=entries)
    return journey.shown(library(), notebook.entries().kept, NOON + after)


# --- what a card is -----------------------------------------------------------------------------------------


def test_a_card_is_a_text_or_a_pattern() -> None:
    assert not Card(**PLAIN, topic=Topic.BODY, text="A text.").is_pattern
    assert Card(**PLAIN, topic=Topic.BODY, **PATTERN).is_pattern


@pytest.mark.parametrize("fields", [{}, {"text": "A text.", **PATTERN}, *({**PATTERN, one: ""} for one in PATTERN)])
def test_a_card_that_is_neither_or_both_or_half_a_pattern_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="one: a"):
        Card(**PLAIN, topic=Topic.BODY, **fields)


@pytest.mark.parametrize(("now", "then"), [('claims = ["range"]', 'claims = ["rang"]'), ('"body"', '"soul"')])
def test_a_card_with_an_unknown_claim_or_topic_is_refused_by_name(tmp_path: Path, now: str, then: str) -> None:
    root = Path(shutil.copytree(Path(unhurried.content.__file__).parent, tmp_path / "content"))
    cards = root / "en" / "cards" / "body.toml"
    cards.write_text(cards.read_text("utf-8").replace(now, then), "utf-8")

    with pytest.raises(BrokenContent, match=r"a-range|body\.toml"):
        load(root, "en")


# --- which of them show -------------------------------------------------------------------------------------


def test_cards_of_the_past_wait_for_the_questions_and_no_other_card_does() -> None:
    before, after = seen(), seen(Asked(**when()))

    assert before.waits_for_questions
    assert {card for card in library().cards.values() if not card.explains_past} == set(before.cards)
    assert set(library().cards.values()) == set(after.cards)
    assert not after.waits_for_questions


def test_a_flag_for_now_puts_them_aside_and_only_taking_it_back_brings_them_again() -> None:
    flag = Flag(**when(), sign=DangerSign.HURT)
    asked, no = Asked(**when()), Asked(**when(after=timedelta(days=1)), all_no=True)
    lifting = Lifting(**when(after=timedelta(days=2)), lifts=flag.id, near=Near.NOBODY)
    year = timedelta(days=365)

    assert not any(card.explains_past for card in seen(asked, flag, no, after=year).cards)
    assert not seen(asked, flag).waits_for_questions
    assert any(card.explains_past for card in seen(asked, flag, lifting, after=year).cards)


def test_a_flag_about_someone_puts_aside_what_is_about_them_and_no_general_card() -> None:
    flag = Flag(**when(), sign=DangerSign.CONTROL, whom=uuid4())

    assert set(library().cards.values()) == set(seen(Asked(**when()), flag).cards)


def test_what_is_put_aside_takes_along_the_claims_that_only_it_rests_on() -> None:
    open_claims = {claim.id for claim in journey.claims_shown(library(), seen(Asked(**when())))}
    held_claims = {claim.id for claim in journey.claims_shown(library(), seen())}

    assert set(library().claims) == open_claims
    assert {"feelings-of-danger", "emotional-flashbacks"} <= open_claims - held_claims
    assert {"choked", "shame", "right-about-risk", "small-steps"} <= held_claims


# --- topics -------------------------------------------------------------------------------------------------


def test_a_topic_is_hidden_once_and_shown_again() -> None:
    notebook = PlainNotebook()
    for _ in range(2):
        journey.hide_topic(notebook, when(), Topic.TRUST)
    assert frozenset({Topic.TRUST}) == journey.hidden_topics(notebook.entries().kept)
    assert 1 == len(notebook.entries().kept)

    journey.show_topic_again(notebook, Topic.TRUST)
    assert () == tuple(notebook.entries().kept)


def test_hiding_keeps_the_topic_and_nothing_else() -> None:
    hidden = HiddenTopic(**when(), topic=Topic.APP)

    assert {"id", "at", "offset_minutes", "written", "topic"} == set(HiddenTopic.__struct_fields__)
    assert Topic.APP is hidden.topic

"""Cards by topic, one card with what it rests on, hiding a topic, and every claim with its sources.

Cards that explain an alarm by the past are put aside by the gate: here they are neither listed nor found.
"""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from unhurried.content.learning import Card
from unhurried.content.library import library
from unhurried.content.schema import Claim, Grade
from unhurried.domain.learning import Topic
from unhurried.journey import learning as journey
from unhurried.pages import clock
from unhurried.pages.addresses import card_address, claim_address, topic_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.visits import kept_entries, opened, render, say

BEGINS_WITH_HELP = frozenset({Topic.PATTERNS, Topic.ALARMS})
"""Topics whose cards all open with the danger line, as every card does that speaks of the past."""


def show_topics(request: HttpRequest) -> HttpResponse:
    """What there is to read about. A topic that has nothing to show now is not listed."""
    seen, hidden = _seen(request), journey.hidden_topics(kept_entries(request))
    topics = [(topic, topic_address(topic.value)) for topic in Topic if seen.about(topic)]
    context = {
        "topics": [one for one in topics if one[0] not in hidden],
        "hidden": [(topic, topic_address(topic.value)) for topic in Topic if topic in hidden],
        "seen": seen,
    }
    return render(request, "learning/cards.html", context)


def show_topic(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    topic, seen = _find_topic(entry_id), _seen(request)
    put_aside = any(card.topic is topic and card not in seen.cards for card in library().cards.values())
    context = {
        "topic": topic,
        "address": entry_id,
        "cards": [(card, card_address(card.id)) for card in seen.about(topic)],
        "seen": seen,
        "put_aside": put_aside,
        "hidden": topic in journey.hidden_topics(kept_entries(request)),
    }
    return render(request, "learning/cards_topic.html", context)


def show_card(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The card with its grade, caveat and source. One that is put aside is not there, whoever keeps its address."""
    card = next((card for card in library().cards.values() if card_address(card.id) == entry_id), None)
    if card is None:
        raise Http404
    if card not in _seen(request).cards:
        return see("topic", topic_address(card.topic.value))
    claims = [library().claims[claim] for claim in card.claims]
    context = {
        "card": card,
        "topic": topic_address(card.topic.value),
        "claims": [(claim, *_begins(claim)) for claim in claims],
        "grades": dict.fromkeys(claim.grade.value for claim in claims),
        "begins_with_help": card.explains_past or card.topic in BEGINS_WITH_HELP,
    }
    return render(request, "learning/card.html", context)


@require_POST
def hide_topic(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Leave a topic out of the list, or show it again."""
    topic = _find_topic(entry_id)
    if request.POST.get("show") == "again":
        journey.show_topic_again(opened(request), topic)
        say(request, "shown_again")
    else:
        journey.hide_topic(opened(request), new_stamp(uuid4()), topic)
        say(request, "hidden")
    return see("learning")


# --- what it rests on ---------------------------------------------------------------------------------------


def show_evidence(request: HttpRequest) -> HttpResponse:
    """Every claim by its grade."""
    claims = journey.claims_shown(library(), _seen(request))
    by_grade = [(grade, [_begins(claim) for claim in claims if claim.grade is grade]) for grade in Grade]
    return render(request, "learning/evidence.html", {"by_grade": by_grade})


def show_listed(request: HttpRequest) -> HttpResponse:
    """The list at the end of the guide, put right."""
    opened(request)
    return render(request, "learning/listed.html", {"listed": library().listed})


def show_claim(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = _seen(request)
    claims = {claim_address(claim.id): claim for claim in journey.claims_shown(library(), seen)}
    if entry_id not in claims:
        raise Http404
    claim = claims[entry_id]
    cards: list[tuple[Card, UUID]] = [(card, card_address(card.id)) for card in journey.cards_naming(seen, claim.id)]
    return render(request, "learning/claim.html", {"claim": claim, "cards": cards})


def _begins(claim: Claim) -> tuple[str, UUID]:
    """The first sentence of a claim, with the address of the whole."""
    return f"{claim.says.split('. ')[0].rstrip('.')}.", claim_address(claim.id)


def _find_topic(address: UUID) -> Topic:
    topic = next((topic for topic in Topic if topic_address(topic.value) == address), None)
    if topic is None:
        raise Http404
    return topic


def _seen(request: HttpRequest) -> journey.Shown:
    return journey.shown(library(), kept_entries(request), clock.now())

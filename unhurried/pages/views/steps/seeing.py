"""What I expected and what happened, and what next: five choices of equal size."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse

from unhurried.content.library import library
from unhurried.domain.notebook import Kept
from unhurried.inference.choices import Choice, Kind, Weighed
from unhurried.insight.steps import StepFinding, find_learning, find_steps
from unhurried.journey.next_steps import propose_next, seed_of
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import company_address, idea_address
from unhurried.pages.step_held import step_hold
from unhurried.pages.views.steps.ideas import DRAWINGS, names_of, title_of
from unhurried.pages.views.steps.planning import MEMORY
from unhurried.pages.visits import kept_entries, render

LITTLE, SOME = 0.2, 0.4
"""Foretold activation, from settled (0) to keyed up (1), up to which a step is said to strain little, or somewhat."""


class Company(NamedTuple):
    """Someone, or nobody in particular, with what happened in each area."""

    address: UUID
    names: list[str]
    findings: list[StepFinding]


class ShownChoice(NamedTuple):
    """One of the five as it is shown. strain: little, some or more; empty when no step stands behind it."""

    kind: str
    reason: str
    marked: bool
    title: str
    names: list[str]
    strain: str
    step: str
    whom: str
    new_id: UUID
    address: UUID | None
    drawing: str


def show_expectations(request: HttpRequest) -> HttpResponse:
    """Everyone with whom, and every place where, a step was taken."""
    kept = kept_entries(request)
    context = {
        "companies": _companies(kept),
        "learning": find_learning(entries_of(kept)),
        "claims": [library().claims[one] for one in ("small-steps", "few-notes-say-little")],
    }
    return render(request, "steps/expectations.html", context)


def show_expectation(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    kept = kept_entries(request)
    company = next((one for one in _companies(kept) if one.address == entry_id), None)
    if company is None:
        raise Http404
    entries = entries_of(kept)
    context = {
        "company": company,
        "titles": {one.step: title_of(entries, one.step) for found in company.findings for one in found.seen},
        "claims": [library().claims[one] for one in ("small-steps", "few-notes-say-little")],
    }
    return render(request, "steps/expectation.html", context)


def _companies(kept: Sequence[Kept]) -> list[Company]:
    found: dict[tuple[UUID, ...], list[StepFinding]] = {}
    for finding in find_steps(entries_of(kept)):
        found.setdefault(finding.whom, []).append(finding)
    return [Company(company_address(whom), names_of(kept, whom), each) for whom, each in found.items()]


def show_next(request: HttpRequest) -> HttpResponse:
    """Five choices in one order, each with its reason. Why this: what it rests on, when it is asked for."""
    kept, now = kept_entries(request), clock.now()
    entries = entries_of(kept)
    proposed = propose_next(library(), kept, now, seed_of(entries), MEMORY)
    marked = proposed.proposal.marked
    context = {
        "choices": [_shown(kept, choice, marked) for choice in proposed.proposal.choices],
        "hold": step_hold(proposed.holds, kept),
        "checkins": proposed.checkins,
        "outcomes": proposed.outcomes,
        "first_weeks": any(choice.reason.value == "first_weeks" for choice in proposed.proposal.choices),
        "quiet": proposed.quiet,
        "rests_on": _rests_on(kept, proposed.proposal.choices),
        "claims": [library().claims[one] for one in ("small-steps", "steps-by-app")],
    }
    return render(request, "steps/next.html", context)


def _shown(kept: Sequence[Kept], choice: Choice, marked: Kind) -> ShownChoice:
    step = choice.step
    whom = _whom(step.someone) if step else ()
    return ShownChoice(
        kind=choice.kind.value,
        reason=choice.reason.value,
        marked=choice.kind is marked,
        title=title_of(entries_of(kept), step.step) if step else "",
        names=names_of(kept, whom),
        strain=_strain(choice.weighed),
        step=step.step if step else "",
        whom=str(whom[0]) if whom else "",
        new_id=uuid4(),
        address=idea_address(step.step) if step else None,
        drawing=next(DRAWINGS[area] for area in DRAWINGS if area.value == step.area) if step else "",
    )


def _whom(key: str) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(one) for one in key.split("+"))
    except ValueError:
        return ()


def _strain(weighed: Weighed | None) -> str:
    if weighed is None:
        return ""
    if weighed.strain.middle <= LITTLE:
        return "little"
    return "some" if weighed.strain.middle <= SOME else "more"


def _rests_on(kept: Sequence[Kept], choices: Sequence[Choice]) -> list[tuple[list[str], StepFinding]]:
    """What happened so far with those who are named among the five, in the area it would be about."""
    wanted = {(_whom(choice.step.someone), choice.step.area) for choice in choices if choice.step}
    return [
        (names_of(kept, found.whom), found)
        for found in find_steps(entries_of(kept))
        if (found.whom, found.area.value) in wanted
    ]

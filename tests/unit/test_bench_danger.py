"""The measurement of the danger cues: it shows a ticker no label, takes no half-done ticks, and sees a softened rule."""

import msgspec
import pytest

from bench import danger, danger_sheet
from unhurried.content.library import library
from unhurried.domain.signals import AlarmAnswer, SignalGroup, read_signs

TICKED = danger.Ticks("v001", yes=("hit",), something_like=("names",))


@pytest.mark.parametrize("half", danger_sheet.HALVES)
def test_whoever_ticks_sees_no_label_no_kind_and_no_reason(half: str) -> None:
    assert {("id", "relation", "told")} == {tuple(one) for one in danger_sheet.seen(half)}


@pytest.mark.parametrize("half", danger_sheet.HALVES)
def test_the_order_on_the_sheet_tells_nothing(half: str) -> None:
    dangerous, _ = danger._labels(half)
    ids = [one["id"] for one in danger_sheet.seen(half)]
    early = sum(one in dangerous for one in ids[: len(ids) // 2])

    assert ids != sorted(ids)
    assert abs(early - len(dangerous) / 2) < len(ids) ** 0.5


def test_the_sheet_shows_every_cue_with_its_id() -> None:
    sheet = "\n".join(danger_sheet._lines("first"))

    assert [cue.id for cue in library().signals.danger.values() if f"{cue.id}: {cue.says}" not in sheet] == []


def test_the_first_half_is_ticked_whole_and_with_cues_that_are_there() -> None:
    dangerous, harmless = danger._labels("first")

    assert len(dangerous) + len(harmless) == len(danger._ticks("first", {*dangerous, *harmless}) or {})


def test_ticks_that_leave_a_story_out_are_refused() -> None:
    with pytest.raises(ValueError, match="not each story once"):
        danger._ticks("first", {"v001"})


@pytest.mark.parametrize(
    "ticks", [TICKED, danger.Ticks("v001"), danger.Ticks("v001", groups=(SignalGroup.SEX, SignalGroup.LIES))]
)
def test_the_rule_as_it_is_breaks_nowhere(ticks: danger.Ticks) -> None:
    assert 0 == danger._violations(ticks)


@pytest.mark.parametrize(
    "softer",
    [{"answer": AlarmAnswer.NOT_CLEAR_YET}, {"echo_may_show": True}],
    ids=["a softer answer", "an echo beside danger"],
)
def test_a_softened_rule_would_be_counted(softer: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger, "read_signs", lambda *told: msgspec.structs.replace(read_signs(*told), **softer))

    assert danger._violations(TICKED) > 0


def test_a_rule_that_only_minds_a_clear_yes_would_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_yes(groups, cues, meanings, holds):
        return read_signs(groups, [one for one in cues if one.said.value == "yes"], meanings, holds)

    monkeypatch.setattr(danger, "read_signs", only_yes)

    assert danger._violations(TICKED) > 0

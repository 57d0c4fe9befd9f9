"""Did my alarms have cause, and was there cause without an alarm? Both, as far as a person found out.

For: two shares with honest bands, and what was never found out kept in sight. Must not: say what any alarm means, call
a share of causes a share of mistakes, or leave out what was never found out. Every prior and threshold is opinion
until a clinician has seen it (docs/explanation/models.md, equations 17 to 22).
"""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from unhurried.inference import reads_pattern, reads_signal
from unhurried.inference.normal import Floats
from unhurried.inference.reads_table import Cells, Heard, Loud, Prior, Table, cells_of, start, update
from unhurried.inference.sampling import HEAVIEST_TAIL, Draws, quantiles
from unhurried.inference.showing import ENOUGH_EVIDENCE

__all__ = ["Bands", "Heard", "Loud", "Prior", "Reading", "Share", "Side", "Silence", "Table", "read", "start", "update"]

TILTS = np.array([-2.0, 0.0, 2.0])
"""How much higher the log-odds of cause may be among alarms that were never found out. A share moves one way with the
tilt, so the ends of the sweep are where it reaches farthest, and tilts in between need not be worked out."""
_EVEN, _DROPPED = 1, 3
"""Rows: what is open is like the rest; what is open is left out."""

ENOUGH_OF_EACH = 5
ENOUGH_HURTS = 5
WIDEST_BAND = 0.5
"""A 90 % band at least this wide, of a share between 0 and 1, is of no use."""
FARTHEST_APART = 0.5
"""How far the middles of both forms may lie apart, in widths of a band."""

BAND = (0.05, 0.95)
_HALF = 0.5
_SEED = 516


class Silence(Enum):
    """Why a share is not shown."""

    TOO_FEW_CAUSE = "too_few_cause"
    TOO_FEW_NONE = "too_few_none"
    TOO_FEW_HURTS = "too_few_hurts"
    UNSTEADY = "unsteady"
    """The sum over what is possible could not be worked out well enough."""
    FORMS_DISAGREE = "forms_disagree"
    TOO_WIDE = "too_wide"


@dataclass(frozen=True, slots=True)
class Bands:
    """One form's word on a share: the middle (mean) and the 90 % band, with what is open like the rest."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How often, between 0 and 1. low to high: the 90 % bands of both forms together, with what is open like the rest.

    Of alarms with cause it is never narrower than from those found out alone. middle: the mean of both forms.
    least to most: how far the bands reach when what was never found out differs as much as the tilts say.
    signal, pattern: the two forms.
    """

    middle: float
    low: float
    high: float
    least: float
    most: float
    signal: Bands
    pattern: Bands

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Side:
    """One direction: a share, or why there is none. The share is None exactly when there is a silence."""

    share: Share | None
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be said today.

    had_cause: of all alarms. missed: of all times there was cause, before which nothing rang. base: of all that was
    written down, alarms and times that hurt, how often there was cause; None where an alarm says nothing yet.
    cause_missing, none_missing, hurts_missing: how many more the rules ask for.
    more_often: log10 of the Bayes factor that alarms have cause at some rate, against one half.
    louder: the same, that the dials have something to do with cause, against that they have not.
    mostly: True when alarms more often have cause than not, False the other way, None when that may not be said.
    louder_more: whether it may be said that louder alarms have cause more often.
    """

    had_cause: Side
    missed: Side
    base: Share | None
    cause_missing: int
    none_missing: int
    hurts_missing: int
    more_often: float
    louder: float
    mostly: bool | None
    louder_more: bool


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Both forms fitted to one table. signal_shares, pattern_shares: [tilt + 1, draw] of how often alarms have cause;
    the last row is what was found out alone."""

    cells: Cells
    signal: Draws
    pattern: Draws
    signal_shares: Floats
    pattern_shares: Floats

    @property
    def steady(self) -> bool:
        return bool(max(self.signal.tail.max(), self.pattern.tail.max()) <= HEAVIEST_TAIL)


def read(table: Table, prior: Prior | None = None) -> Reading:
    """Both forms, the sweep over tilts, and the rules of showing. The same table gives the same to the last bit."""
    prior = prior or Prior()
    forms = fit_forms(table, prior)
    shares = (forms.signal_shares, forms.pattern_shares)
    written = _Written.of(table, shares[0].shape[1])
    had_cause = _share(forms, *shares)
    missed = _share(forms, *map(written.missed, shares))
    base = _share(forms, *map(written.with_cause, shares))
    cause, none = int(table.cause.sum()), int(table.none.sum())
    of_hurts = table.missed + table.rang
    had = _side(forms, had_cause, _too_few(cause, none))
    more_often = evidence_of_half(cause, none)
    louder = evidence_of_dials(forms.cells, forms.pattern, prior)
    return Reading(
        had_cause=had,
        missed=_side(forms, missed, _too_few(cause, none, of_hurts)),
        base=base if had.share else None,
        cause_missing=max(0, ENOUGH_OF_EACH - cause),
        none_missing=max(0, ENOUGH_OF_EACH - none),
        hurts_missing=max(0, ENOUGH_HURTS - of_hurts),
        more_often=more_often / math.log(10),
        louder=louder / math.log(10),
        mostly=_mostly(had.share, more_often),
        louder_more=had.share is not None and louder > math.log(ENOUGH_EVIDENCE) and _rises(forms),
    )


def fit_forms(table: Table, prior: Prior) -> Forms:
    cells = cells_of(table)
    signal = reads_signal.fit(cells, TILTS, prior)
    pattern = reads_pattern.fit(cells, prior)
    return Forms(
        cells,
        signal,
        pattern,
        reads_signal.cause_shares(cells, signal, TILTS),
        reads_pattern.cause_shares(cells, pattern, TILTS, np.random.default_rng(_SEED)),
    )


def missed_shares(table: Table, shares: Floats) -> Floats:
    """[tilt + 1, draw]: of the times there was cause, how often nothing rang before, from a form's shares of cause."""
    return _Written.of(table, shares.shape[1]).missed(shares)


# --- from cause to both directions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """How often each kind of event is written down, [draw] each (Dirichlet): alarms; and times that hurt before which
    nothing rang, before which something rang, and that are open."""

    alarms: Floats
    nothing_rang: Floats
    rang: Floats
    still_open: Floats

    @classmethod
    def of(cls, table: Table, draws: int) -> "_Written":
        """Open times are split by what is known of the others, so they bring no prior of their own."""
        weights = [table.alarms + _HALF, table.missed + _HALF, table.rang + _HALF, table.open]
        return cls(*np.random.default_rng(_SEED + 1).standard_gamma(np.array(weights)[:, None], (4, draws)))

    def missed(self, shares: Floats) -> Floats:
        """[tilt + 1, draw]: of the times there was cause, how often nothing rang before.

        Of what is open a share was missed that the tilt moves the other way, so that one end of the sweep is kind to
        the alarms throughout.
        """
        moved = self.nothing_rang * np.exp(-TILTS)[:, None]
        of_open = np.vstack([self.still_open * moved / (moved + self.rang), np.zeros_like(self.alarms)])
        still_open = self.still_open * (np.arange(len(shares)) != _DROPPED)[:, None]
        return np.asarray(
            (self.nothing_rang + of_open) / (self.nothing_rang + self.rang + still_open + self.alarms * shares)
        )

    def with_cause(self, shares: Floats) -> Floats:
        """[tilt + 1, draw]: of all that was written down, how often there was cause."""
        hurts = self.nothing_rang + self.rang + self.still_open
        return np.asarray((self.alarms * shares + hurts) / (self.alarms + hurts))


# --- bands --------------------------------------------------------------------------------------------------


def _share(forms: Forms, by_signal: Floats, by_pattern: Floats) -> Share:
    signal, signal_least, signal_most, signal_dropped = _bands(by_signal, forms.signal.weights)
    pattern, pattern_least, pattern_most, pattern_dropped = _bands(by_pattern, forms.pattern.weights)
    low, high = _at_least_as_wide(
        (min(signal.low, pattern.low), max(signal.high, pattern.high)),
        max(signal_dropped.high, pattern_dropped.high) - min(signal_dropped.low, pattern_dropped.low),
    )
    return Share(
        middle=(signal.middle + pattern.middle) / 2,
        low=low,
        high=high,
        least=min(low, signal_least, pattern_least),
        most=max(high, signal_most, pattern_most),
        signal=signal,
        pattern=pattern,
    )


def _bands(shares: Floats, weights: Floats) -> tuple[Bands, float, float, Bands]:
    """With what is open like the rest; the ends of the bands over the sweep; and from what was found out alone."""
    ends = quantiles(shares, weights, BAND)
    means = (shares * weights).sum(axis=1)
    even, dropped = (Bands(float(means[row]), float(ends[row, 0]), float(ends[row, 1])) for row in (_EVEN, _DROPPED))
    return even, float(ends[:_DROPPED].min()), float(ends[:_DROPPED].max()), dropped


def _at_least_as_wide(band: tuple[float, float], width: float) -> tuple[float, float]:
    """The band, stretched evenly where it is narrower; a share stays between 0 and 1.

    What was never found out can not make anyone surer.
    """
    low, high = band
    lacking = max(0.0, width - (high - low)) / 2
    low, high = low - lacking, high + lacking
    return max(0.0, low - max(0.0, high - 1)), min(1.0, high - min(0.0, low))


# --- what may be said ---------------------------------------------------------------------------------------


def _too_few(cause: int, none: int, hurts: int = ENOUGH_HURTS) -> Silence | None:
    rules = (
        (hurts < ENOUGH_HURTS, Silence.TOO_FEW_HURTS),
        (cause < ENOUGH_OF_EACH, Silence.TOO_FEW_CAUSE),
        (none < ENOUGH_OF_EACH, Silence.TOO_FEW_NONE),
    )
    return next((silence for holds, silence in rules if holds), None)


def _side(forms: Forms, share: Share, too_few: Silence | None) -> Side:
    width = (share.signal.high - share.signal.low + share.pattern.high - share.pattern.low) / 2
    apart = abs(share.signal.middle - share.pattern.middle)
    rules = (
        (too_few is not None, too_few),
        (not forms.steady, Silence.UNSTEADY),
        (apart > FARTHEST_APART * width, Silence.FORMS_DISAGREE),
        (share.width >= WIDEST_BAND, Silence.TOO_WIDE),
    )
    silence = next((silence for holds, silence in rules if holds), None)
    return Side(None if silence else share, silence)


def _mostly(share: Share | None, more_often: float) -> bool | None:
    """Only when the evidence is there and the whole sweep lies on one side of one half."""
    if share is None or more_often <= math.log(ENOUGH_EVIDENCE) or share.least <= _HALF <= share.most:
        return None
    return share.least > _HALF


def evidence_of_half(cause: int, none: int) -> float:
    """Natural logarithm of the Bayes factor for an even prior over rates against one half (Jeffreys 1939)."""
    count = cause + none
    any_rate = math.lgamma(cause + 1) + math.lgamma(none + 1) - math.lgamma(count + 2)
    return any_rate + count * math.log(2)


def evidence_of_dials(cells: Cells, pattern: Draws, prior: Prior) -> float:
    """The same for the pattern form against one whose dials do nothing, integrated over its base rate."""
    if not cells.dials:
        return 0.0
    cause, resolved = float(cells.cause.sum()), float(cells.resolved.sum())
    base = np.linspace(-8, 8, 801) * prior.base
    heights = base * cause - resolved * np.logaddexp(0, base) - 0.5 * (base / prior.base) ** 2
    total = heights.max() + math.log(np.exp(heights - heights.max()).sum() * (base[1] - base[0]))
    return float(pattern.evidence[0] - total + math.log(prior.base * math.sqrt(2 * math.pi)))


def _rises(forms: Forms) -> bool:
    """Whether an alarm that is loud on every dial surely has cause more often than one that is faint on all."""
    if not forms.cells.dials:
        return False
    together = forms.pattern.places[0, :, 1:].sum(axis=1)
    return bool(forms.pattern.weights[0] @ (together > 0) > BAND[1])

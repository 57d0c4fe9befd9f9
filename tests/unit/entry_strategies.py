"""Entries of every kind there is, made up by Hypothesis from the fields that each kind has.

Nothing here names a kind: a sample in tests/unit/test_entries.py is the start, and its fields are drawn anew by
their types. A kind without a sample stops the test that asks, and says where to add one.
"""

from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from tests.unit.test_entries import SAMPLES
from unhurried.domain.base import Entry, ImpossibleEntry
from unhurried.domain.entries import KINDS

_words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40) | st.sampled_from(
    ("=1+1", "\u202eabc", "e\u0301", 'a,b;"c"\r\nd', "\\u0041", "\ufeff", "🕊️" * 3, "<b>", "null", "\u2028")
)
_moments = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_days = st.dates(date(1900, 1, 2), date(2200, 1, 1))


def sample_of(kind: type[Entry]) -> Entry:
    found = next((sample for sample in SAMPLES.values() if type(sample) is kind), None)
    if found is None:
        raise AssertionError(f"{kind.__name__} has no sample: add one to SAMPLES in tests/unit/test_entries.py")
    return found


@st.composite
def entries_of(draw: st.DrawFn, kind: type[Entry]) -> Entry:
    """One entry of this kind. A drawn field that can not be is left as in the sample."""
    entry = msgspec.structs.replace(sample_of(kind), id=draw(st.uuids(version=4)))
    hints = get_type_hints(kind)
    for field in draw(st.lists(st.sampled_from(kind.__struct_fields__), unique=True, max_size=12)):
        if field == "id":
            continue
        try:
            entry = msgspec.structs.replace(entry, **{field: draw(_value(hints[field], field))})
        except ImpossibleEntry:
            continue
    return entry


def any_entry() -> st.SearchStrategy[Entry]:
    return st.sampled_from(KINDS).flatmap(entries_of)


def notebooks(longest: int = 12) -> st.SearchStrategy[list[Entry]]:
    return st.lists(any_entry(), max_size=longest, unique_by=lambda entry: entry.id)


def one_of_each() -> st.SearchStrategy[list[Entry]]:
    """A notebook with every kind in it."""
    return st.tuples(*(entries_of(kind) for kind in KINDS)).map(list)


def _value(hint: Any, field: str) -> st.SearchStrategy[Any]:
    return _typed(inspect.type_info(hint), field)


_SIMPLE: dict[type, st.SearchStrategy[Any]] = {
    inspect.StrType: _words,
    inspect.BoolType: st.booleans(),
    inspect.UUIDType: st.uuids(version=4),
    inspect.DateTimeType: _moments,
    inspect.DateType: _days,
    inspect.NoneType: st.none(),
    inspect.IntType: st.integers(-1000, 1000),
    inspect.FloatType: st.floats(allow_nan=False, allow_infinity=False),
}


def _typed(kind: inspect.Type, field: str) -> st.SearchStrategy[Any]:
    if type(kind) in _SIMPLE:
        return _SIMPLE[type(kind)]
    match kind:
        case inspect.EnumType(cls=members):
            return st.sampled_from(list(members))
        case inspect.UnionType(types=types):
            return st.one_of([_typed(one, field) for one in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(_typed(item, field), max_size=4).map(tuple)
        case inspect.FrozenSetType(item_type=item):
            return st.frozensets(_typed(item, field), max_size=4)
        case inspect.StructType(cls=made, fields=fields):
            parts = st.fixed_dictionaries({part.name: _typed(part.type, part.name) for part in fields})
            return parts.map(lambda given: _built(made, given)).filter(lambda one: one is not None)
    raise AssertionError(f"{field}: tests/unit/entry_strategies.py can not make a {type(kind).__name__} up yet")


def _built(kind: type, given: dict[str, Any]) -> Any:
    try:
        return kind(**given)
    except ImpossibleEntry:
        return None

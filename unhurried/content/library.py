"""Loads and checks everything we say, once. Looked up by id and language."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from unhurried.content.danger import Danger, DangerName, DangerQuestion, StopQuestion
from unhurried.content.helplines import Directory, Line
from unhurried.content.needs import CodeNames, Need
from unhurried.content.schema import AlsoCalled, CalmMinute, Claim, EmergencyNumbers, Group, Practice, Words
from unhurried.domain.needs import Family

LANGUAGES = ("en",)

_Kind = TypeVar("_Kind")


class BrokenContent(ValueError):
    """A content file does not fit its schema. The message names the file."""


class UnknownPractice(LookupError):
    """No practice of ours has this id."""


class Library(msgspec.Struct, frozen=True):
    """Everything we say in one language."""

    practices: dict[str, Practice]
    claims: dict[str, Claim]
    calm_minute: CalmMinute
    emergency: tuple[EmergencyNumbers, ...]
    bringing_in: dict[str, Words]
    sentences: dict[str, Words]
    helplines: tuple[Line, ...]
    directories: tuple[Directory, ...]
    danger: Danger
    also_called: tuple[AlsoCalled, ...]
    needs: dict[str, Need]
    code_names: tuple[str, ...]

    def practice(self, practice_id: str) -> Practice:
        try:
            return self.practices[practice_id]
        except KeyError:
            raise UnknownPractice(practice_id) from None

    def in_group(self, group: Group) -> tuple[Practice, ...]:
        return tuple(practice for practice in self.practices.values() if practice.group is group)

    def in_family(self, family: Family) -> tuple[Need, ...]:
        return tuple(need for need in self.needs.values() if need.family is family)


@cache
def library(language: str = "en") -> Library:
    return load(files("unhurried.content"), language)


def load(root: Traversable, language: str) -> Library:
    """Everything that lies below root in one language. Raises BrokenContent, which names the file."""
    practices = _folder(root / language / "practices", "practice", Practice)
    claims = _by_id(_read(root / "evidence.toml", "claim", Claim), root / "evidence.toml")
    _check_claims_exist(practices, claims)
    emergency = _read(root / "emergency.toml", "place", EmergencyNumbers)
    bringing_in = root / language / "bringing_in.toml"
    sentences = root / language / "sentences.toml"
    helplines = root / "helplines.toml"
    return Library(
        practices,
        claims,
        _read_one(root / language / "calm_minute.toml", CalmMinute),
        tuple(sorted(emergency, key=lambda place: place.country)),
        _by_id(_read(bringing_in, "words", Words), bringing_in),
        _by_id(_read(sentences, "words", Words), sentences),
        tuple(_by_id(_read(helplines, "line", Line), helplines).values()),
        tuple(_by_id(_read(helplines, "directory", Directory), helplines).values()),
        _danger(root / language / "danger.toml", claims),
        tuple(_read(root / "emergency.toml", "also", AlsoCalled)),
        _folder(root / language / "needs", "need", Need),
        _read_one(root / language / "code_names.toml", CodeNames).words,
    )


def _danger(file: Traversable, claims: dict[str, Claim]) -> Danger:
    questions = _by_id(_read(file, "question", DangerQuestion), file)
    names = _by_id(_read(file, "name", DangerName), file)
    stops = _by_id(_read(file, "stop", StopQuestion), file)
    for question in questions.values():
        if question.claim and question.claim not in claims:
            raise BrokenContent(f"{question.id.value}: no claim {question.claim} in evidence.toml")
    return Danger(
        {one.id: one for one in questions.values()},
        {one.id: one for one in names.values()},
        {one.id: one for one in stops.values()},
    )


def sentence(sentence_id: str, **filled: object) -> str:
    """A short sentence by its id, with its braces filled in."""
    return library().sentences[sentence_id].says.format(**filled)


def _folder(folder: Traversable, table: str, kind: type[_Kind]) -> dict[str, _Kind]:
    """All items of one kind from every file of a folder, in the order of its files."""
    found: dict[str, _Kind] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for item_id, item in _by_id(_read(file, table, kind), file).items():
                if item_id in found:
                    raise BrokenContent(f"{file.name}: {item_id} stands in another file too")
                found[item_id] = item
    return found


def _read(file: Traversable, table: str, kind: type[_Kind]) -> list[_Kind]:
    with _naming(file):
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")).get(table, []), list[kind])  # type: ignore[valid-type]


def _read_one(file: Traversable, kind: type[_Kind]) -> _Kind:
    with _naming(file):
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)


@contextmanager
def _naming(file: Traversable) -> Iterator[None]:
    try:
        yield
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError, ValueError) as error:
        raise BrokenContent(f"{file.name}: {error}") from error


def _by_id(items: list[_Kind], file: Traversable) -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    for item in items:
        key = item.id  # type: ignore[attr-defined]
        if key in found:
            raise BrokenContent(f"{file.name}: {key} stands there twice")
        found[key] = item
    return found


def _check_claims_exist(practices: dict[str, Practice], claims: dict[str, Claim]) -> None:
    for practice in practices.values():
        for claim in practice.claims:
            if claim not in claims:
                raise BrokenContent(f"{practice.id}: no claim {claim} in evidence.toml")

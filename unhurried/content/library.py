"""Loads and checks everything we say, once. Looked up by id and language."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from unhurried.content.along import AlongWords, PartWords
from unhurried.content.danger import Danger, DangerName, DangerQuestion, StopQuestion
from unhurried.content.helplines import Directory, Line
from unhurried.content.learning import Card, Listed
from unhurried.content.limits import Phrase
from unhurried.content.needs import CodeNames, Need
from unhurried.content.readiness import SignWords
from unhurried.content.schema import AlsoCalled, CalmMinute, Claim, EmergencyNumbers, Group, Practice, Words
from unhurried.content.search_words import Place, SearchWords
from unhurried.content.selftrust import PromiseIdea, ReturnIdea, SelfTrustWords, SignalIdea, ValueWord
from unhurried.content.signals import CloserWords, DangerCue, EchoCue, GroupWords, Pair, SignalWords
from unhurried.content.steps import Step, StepTemplate
from unhurried.content.support import HelperQuestion, HelperSign, MeasureWords, SupportWords, Telling, Therapy, WayIn
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
    moving: dict[str, Words]
    sentences: dict[str, Words]
    readiness: dict[str, SignWords]
    steps: dict[str, Step]
    step_templates: dict[str, StepTemplate]
    signals: SignalWords
    support: SupportWords
    helplines: tuple[Line, ...]
    directories: tuple[Directory, ...]
    danger: Danger
    also_called: tuple[AlsoCalled, ...]
    needs: dict[str, Need]
    code_names: tuple[str, ...]
    cards: dict[str, Card]
    listed: tuple[Listed, ...]
    phrases: dict[str, Phrase]
    along: AlongWords
    search: SearchWords
    places: tuple[Place, ...]
    selftrust: SelfTrustWords

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
    here = root / language
    practices = _folder(here / "practices", "practice", Practice)
    claims = _file(root / "evidence.toml", "claim", Claim)
    cards = _folder(here / "cards", "card", Card)
    _check_claims_exist(practices, claims)
    _check_claims_exist(cards, claims)
    emergency = _read(root / "emergency.toml", "place", EmergencyNumbers)
    return Library(
        practices=practices,
        claims=claims,
        calm_minute=_read_one(here / "calm_minute.toml", CalmMinute),
        emergency=tuple(sorted(emergency, key=lambda place: place.country)),
        bringing_in=_file(here / "bringing_in.toml", "words", Words),
        moving=_file(here / "moving.toml", "words", Words),
        sentences=_file(here / "sentences.toml", "words", Words)
        | _file(here / "steps_words.toml", "words", Words)
        | _file(here / "limits_words.toml", "words", Words)
        | _file(here / "selftrust" / "words.toml", "words", Words),
        readiness=_file(here / "readiness.toml", "sign", SignWords),
        steps=_folder(here / "steps", "step", Step),
        step_templates=_file(here / "step_templates.toml", "template", StepTemplate),
        signals=_signals(here / "signals"),
        support=_support(here / "support", claims),
        helplines=tuple(_file(root / "helplines.toml", "line", Line).values()),
        directories=tuple(_file(root / "helplines.toml", "directory", Directory).values()),
        danger=_danger(here / "danger.toml", claims),
        also_called=tuple(_read(root / "emergency.toml", "also", AlsoCalled)),
        needs=_folder(here / "needs", "need", Need),
        code_names=_read_one(here / "code_names.toml", CodeNames).words,
        along=_along(here),
        cards=cards,
        listed=tuple(_file(root / "evidence.toml", "listed", Listed).values()),
        search=_read_one(here / "search_words.toml", SearchWords),
        places=tuple(_file(here / "search_places.toml", "place", Place).values()),
        phrases=_folder(here / "limits", "phrase", Phrase),
        selftrust=_selftrust(here / "selftrust"),
    )


def _along(folder: Traversable) -> AlongWords:
    file = folder / "along.toml"
    words = _file(file, "words", Words) | _file(folder / "look_back.toml", "words", Words)
    return AlongWords(parts=_file(file, "part", PartWords), words=words)


def _danger(file: Traversable, claims: dict[str, Claim]) -> Danger:
    questions = _file(file, "question", DangerQuestion).values()
    for question in questions:
        if question.claim and question.claim not in claims:
            raise BrokenContent(f"{question.id.value}: no claim {question.claim} in evidence.toml")
    return Danger(
        {one.id: one for one in questions},
        {one.id: one for one in _file(file, "name", DangerName).values()},
        {one.id: one for one in _file(file, "stop", StopQuestion).values()},
    )


def sentence(sentence_id: str, **filled: object) -> str:
    """A short sentence by its id, with its braces filled in."""
    return library().sentences[sentence_id].says.format(**filled)


def _signals(folder: Traversable) -> SignalWords:
    return SignalWords(
        groups=_file(folder / "groups.toml", "group", GroupWords),
        danger=_file(folder / "danger.toml", "cue", DangerCue),
        echo=_file(folder / "echo.toml", "cue", EchoCue),
        pairs=_file(folder / "pairs.toml", "pair", Pair),
        closer=_file(folder / "closer.toml", "closer", CloserWords),
    )


def _support(folder: Traversable, claims: dict[str, Claim]) -> SupportWords:
    words = SupportWords(
        therapies=_file(folder / "therapies.toml", "therapy", Therapy),
        ways_in=_file(folder / "ways_in.toml", "way", WayIn),
        questions=_file(folder / "questions.toml", "question", HelperQuestion),
        signs=_file(folder / "helper_signs.toml", "sign", HelperSign),
        telling=_file(folder / "telling.toml", "telling", Telling),
        measures={one.id: one for one in _file(folder / "measures.toml", "measure", MeasureWords).values()},
    )
    for one, claim in words.claims():
        if claim not in claims:
            raise BrokenContent(f"{one}: no claim {claim} in evidence.toml")
    return words


def _selftrust(folder: Traversable) -> SelfTrustWords:
    return SelfTrustWords(
        promises=_file(folder / "promises.toml", "promise", PromiseIdea),
        signals=_file(folder / "signals.toml", "signal", SignalIdea),
        values=_file(folder / "values.toml", "value", ValueWord),
        returns=_file(folder / "returns.toml", "return", ReturnIdea),
    )


def _folder(folder: Traversable, table: str, kind: type[_Kind]) -> dict[str, _Kind]:
    """All items of one kind from every file of a folder, in the order of its files."""
    found: dict[str, _Kind] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for item_id, item in _file(file, table, kind).items():
                if item_id in found:
                    raise BrokenContent(f"{file.name}: {item_id} stands in another file too")
                found[item_id] = item
    return found


def _file(file: Traversable, table: str, kind: type[_Kind]) -> dict[str, _Kind]:
    """All items of one kind from a file, by their ids."""
    found: dict[str, _Kind] = {}
    for item in _read(file, table, kind):
        key = item.id  # type: ignore[attr-defined]
        if key in found:
            raise BrokenContent(f"{file.name}: {key} stands there twice")
        found[key] = item
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


def _check_claims_exist(items: Mapping[str, Practice | Card], claims: dict[str, Claim]) -> None:
    for item in items.values():
        for claim in item.claims:
            if claim not in claims:
                raise BrokenContent(f"{item.id}: no claim {claim} in evidence.toml")

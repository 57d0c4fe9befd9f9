"""Passphrases and recovery codes: made, checked, and turned into the bytes that are derived from."""

import re
import secrets
import unicodedata
from base64 import b32decode, b32encode
from functools import cache

from xkcdpass import xkcd_password

from unhurried.sealed.left_out_words import LEFT_OUT

SHORTEST = 15
LONGEST = 128
CODE_BYTES = 20
_FEWEST_CHARACTERS = 6
_LEAST_OF_ITS_OWN = 8
_RUN = 4

_WORN = (
    "passphrase",
    "password",
    "iloveyou",
    "sunshine",
    "football",
    "princess",
    "unhurried",
    "notebook",
    "whatever",
    "trustno",
    "welcome",
    "letmein",
    "dragon",
    "monkey",
    "secret",
    "admin",
    "login",
)
_ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "abcdefghijklmnopqrstuvwxyz",
)
_CODE_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_CODE_BACK = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MISREAD = str.maketrans("OIL", "011")


class PassphraseRefused(ValueError):
    """This passphrase can not lock a notebook."""


class PassphraseTooShort(PassphraseRefused):
    pass


class PassphraseTooLong(PassphraseRefused):
    pass


class PassphraseTooCommon(PassphraseRefused):
    pass


class NotACode(ValueError):
    """These letters can not be a recovery code."""


def make_passphrase(words: int = 6) -> str:
    """Words of the EFF's long list that hurt nobody here, each worth 12.5 bits, with a space in between."""
    return " ".join(secrets.choice(_words_to_choose_from()) for _ in range(words))


def check_passphrase(text: str) -> None:
    """Refuse a passphrase of the person's own that is too short, too long, or among the first to be tried.

    What counts as common here is small and plain: worn words, keyboard rows, repeats. No list of leaked
    passphrases comes with the app and none is asked for.
    """
    length = len(unicodedata.normalize("NFC", text))
    if length < SHORTEST:
        raise PassphraseTooShort
    if length > LONGEST:
        raise PassphraseTooLong
    if _is_common(text):
        raise PassphraseTooCommon


def passphrase_bytes(text: str) -> bytes:
    """NFC first: the same letters typed on another keyboard are the same passphrase. Nothing else is changed."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def make_code() -> bytes:
    return secrets.token_bytes(CODE_BYTES)


def show_code(code: bytes) -> str:
    """Eight groups of four, without the letters that are easily misread (I, L, O and U)."""
    letters = b32encode(code).decode().translate(_CODE_LETTERS)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_code(typed: str) -> bytes:
    """The code in what was typed: any case, with or without spaces and hyphens, O for 0 and I or L for 1."""
    letters = re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", typed)).upper().translate(_MISREAD)
    if not re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{32}", letters):
        raise NotACode
    return b32decode(letters.translate(_CODE_BACK))


@cache
def _words_to_choose_from() -> tuple[str, ...]:
    return tuple(word for word in _eff_words() if word not in LEFT_OUT)


@cache
def _eff_words() -> tuple[str, ...]:
    path = xkcd_password.locate_wordfile("eff-long")
    return tuple(sorted(xkcd_password.generate_wordlist(wordfile=path, min_length=1, max_length=99)))


def _is_common(text: str) -> bool:
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())
    words = re.findall(r"\w+", text.casefold())
    return (
        len(set(text.casefold())) < _FEWEST_CHARACTERS
        or len(words) > len(set(words)) * 2 - 1 > 0
        or _repeats(plain or text)
        or len(_without_worn(plain or text)) < _LEAST_OF_ITS_OWN
    )


def _repeats(text: str) -> bool:
    """One piece, again and again, the last time perhaps cut short."""
    return any((text[:size] * len(text)).startswith(text) for size in range(1, len(text) // 2 + 1))


def _without_worn(text: str) -> str:
    """What is left of the person's own when worn words and keyboard rows are taken out."""
    for word in _WORN:
        text = text.replace(word, "")
    kept = []
    while text:
        run = _run_length(text)
        if run < _RUN:
            kept.append(text[0])
            run = 1
        text = text[run:]
    return "".join(kept)


def _run_length(text: str) -> int:
    """How many first characters lie side by side in a keyboard row or the alphabet, either way round."""
    rows = [row * 2 for row in _ROWS]
    rows += [row[::-1] for row in rows]
    size = 1
    while size < len(text) and any(text[: size + 1] in row for row in rows):
        size += 1
    return size

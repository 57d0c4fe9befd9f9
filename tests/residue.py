"""Looks for words in files, the way someone with the disk would: plain, UTF-16, and base64 in all three positions."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path


def forms_of(word: str) -> list[bytes]:
    """Every form in which a word may lie in a file."""
    plain = word.encode()
    return [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), *_in_base64(plain)]


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Base64 looks different for each of three starting points; the ends that depend on neighbours are cut off."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain + b"\0" * ((3 - (before + len(plain)) % 3) % 3))
        start = (before * 8 + 5) // 6
        whole = (before + len(plain)) * 8 // 6
        yield encoded[start:whole]


def words_found(words: Iterable[str], folders: Iterable[Path]) -> list[tuple[str, str]]:
    """(word, file) for every word that lies in any file below the folders."""
    looked_for = {word: forms_of(word) for word in words}
    found = []
    for file in (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()):
        try:
            held = file.read_bytes()
        except OSError:
            continue  # a lock or socket of a browser that is just ending
        found += [(word, str(file)) for word, forms in looked_for.items() if any(form in held for form in forms)]
    return found

"""The documents, inside the app: how it works, what it cannot hide, what it stores."""

import re
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

import unhurried
from unhurried.pages.visits import render

DOCUMENT_IDS = UUID("0f7c1f0e-5b4d-4a55-9a57-0c8a7a1b5c11")

_PACKAGE = Path(unhurried.__file__).parent
_FOLDERS = (_PACKAGE.parent / "docs", _PACKAGE / "docs")
_FIRST = (
    "start.md",
    "threat-model.md",
    "reference/stored-fields.md",
    "hazards.md",
    "explanation/content.md",
    "explanation/models.md",
    "reference/bringing-in.md",
    "reference/moving.md",
    "reference/settings.md",
    "reference/glossary.md",
)
"""What someone asks first: how to begin, what it can not hide, what is stored."""

_LINK = re.compile(r'href="(?!https?:)([^"#]+\.md)(#[^"]*)?"')


@cache
def _documents() -> dict[UUID, Path]:
    """Every document by the id in its address."""
    root = next(folder for folder in _FOLDERS if folder.is_dir())
    return {_address(root, file): file for file in sorted(root.rglob("*.md"))}


def _address(root: Path, file: Path) -> UUID:
    return uuid5(DOCUMENT_IDS, file.relative_to(root).as_posix())


def _root() -> Path:
    return next(folder for folder in _FOLDERS if folder.is_dir())


def show_documents(request: HttpRequest) -> HttpResponse:
    named = {file.relative_to(_root()).as_posix(): (one, _title(file)) for one, file in _documents().items()}
    context = {
        "first": [named[name] for name in _FIRST if name in named],
        "others": [named[name] for name in named if name not in _FIRST],
    }
    return render(request, "door/documents.html", context)


def _title(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), file.stem)


def show_document(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    file = _documents().get(entry_id)
    if file is None:
        raise Http404
    return render(request, "door/document.html", {"document": _as_html(file)})


def _as_html(file: Path) -> SafeString:
    """Our own files only; raw HTML in them is shown as text."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(file.read_text("utf-8"))
    html = re.sub(r"<img[^>]*>", "", html)
    return mark_safe(_LINK.sub(lambda match: _link(file, match[1]), html))  # noqa: S308 - our own documents, HTML switched off


def _link(file: Path, target: str) -> str:
    aimed = (file.parent / target).resolve()
    known = {path.resolve(): address for address, path in _documents().items()}
    return f'href="{reverse("document", args=[known[aimed]])}"' if aimed in known else 'href="#main"'

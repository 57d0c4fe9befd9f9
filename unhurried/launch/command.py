"""The command line. Django and everything that needs it is imported only after the environment is set."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from unhurried.launch.environment import prepare_environment
from unhurried.launch.listening import PREFERRED_PORT

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.act(asked)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unhurried", description="A notebook that is only yours. It opens in your browser."
    )
    parser.set_defaults(act=_open)
    _add_opening(parser)
    commands = parser.add_subparsers(title="other things it does", metavar="")
    demo = commands.add_parser("demo", help="a made-up person's year, erased at the end")
    demo.set_defaults(act=_demo)
    _add_opening(demo, again=True)
    bring_in = commands.add_parser("bring-in", help="bring in check-ins from a CSV file or from Daylio")
    bring_in.set_defaults(act=_bring_in)
    _add_bringing_in(bring_in)
    return parser


def _add_opening(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """again: below another parser, whose answers are not to be overwritten by defaults."""
    parser.add_argument(
        "--no-browser",
        action="store_true",
        default=_default(value=False, again=again),
        help="print the address, open nothing",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=_default(value=PREFERRED_PORT, again=again),
        help=f"the first port to try (usually {PREFERRED_PORT}; 0: any)",
    )
    _add_folder(parser, again=again)


def _add_folder(parser: argparse.ArgumentParser, *, again: bool) -> None:
    parser.add_argument("--folder", type=Path, default=_default(value=None, again=again), help="where the notes lie")


def _default(*, value: object, again: bool) -> object:
    return argparse.SUPPRESS if again else value


def _add_bringing_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv")
    parser.add_argument("--dry-run", action="store_true", help="show what can be read, bring in nothing")
    parser.add_argument(
        "--mood", action="append", default=[], metavar="NAME=STATE", help="what a mood of Daylio stands for"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask, bring in what can be read")
    parser.add_argument("--all-or-nothing", action="store_true", help="bring in nothing when one line can not be read")
    parser.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase from the first line of input"
    )
    _add_folder(parser, again=True)


def _open(asked: argparse.Namespace) -> int:
    before = prepare_environment(asked.folder)
    from unhurried.launch.opening import open_notes  # noqa: PLC0415  reads the settings

    return open_notes(asked.port, with_browser=not asked.no_browser, before=before)


def _demo(asked: argparse.Namespace) -> int:
    """In a folder that is thrown away, whatever ends it but a kill."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    folder = Path(tempfile.mkdtemp(prefix="notebook-"))
    try:
        before = prepare_environment(folder, demo=True)
        from unhurried.launch.made_up import make_demo_notebook  # noqa: PLC0415  the same
        from unhurried.launch.opening import open_notes  # noqa: PLC0415  the same

        return open_notes(asked.port, with_browser=not asked.no_browser, before=before, fill=make_demo_notebook)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bring_in(asked: argparse.Namespace) -> int:
    prepare_environment(asked.folder)
    from unhurried.launch.bringing_in import Wish, bring_in_file  # noqa: PLC0415  the same

    wish = Wish(
        asked.file.absolute(),
        tuple(asked.mood),
        dry_run=asked.dry_run,
        ask=not asked.yes and not asked.all_or_nothing,
        all_or_nothing=asked.all_or_nothing,
        passphrase_from_input=asked.passphrase_stdin,
    )
    return bring_in_file(wish)

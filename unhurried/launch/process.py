"""What a process of ours does before anything else, and work that is done in a process of its own."""

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from unhurried.launch.failures import tell_failure

_PR_SET_DUMPABLE = 4


def keep_to_ourselves() -> int:
    """Files only for this person, no core file, no other program reading our memory. The umask from before."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return os.umask(0o077)


def one_thread_for_numbers() -> None:
    """Before NumPy is imported: its threads would not survive a fork."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ[name] = "1"


def start_child(act: Callable[[], object]) -> int:
    """Do something in a short-lived process, so that whatever it opens or imports is gone afterwards."""
    _flush()
    pid = os.fork()
    if pid == 0:
        leave_with(act)
    return pid


def went_well(pid: int) -> bool:
    """Wait for a child. False when it could not do what it was for; it has said why."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def leave_with(act: Callable[[], object]) -> NoReturn:
    """Run to the end of this process, past every clean-up that belongs to the one it was forked from."""
    code = 1
    try:
        act()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        code = 1
    except BaseException as error:  # noqa: BLE001  the process ends here, and a traceback would quote values
        tell_failure(error)
    finally:
        _flush()
        os._exit(code)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()

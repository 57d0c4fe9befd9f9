"""The one address: this computer only, the same port each time when it is free."""

import errno
import socket

PREFERRED_PORT = 8417
HOST = "127.0.0.1"
_PORTS_TRIED = 40
_BACKLOG = 128


class NoFreePort(OSError):
    """Neither the preferred port nor the ones after it are free."""


def listen(port: int = PREFERRED_PORT) -> socket.socket:
    """Listen on this port or the next free one. 0 lets the system choose."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(_BACKLOG)
        except OSError as error:
            listening.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return listening
    raise NoFreePort


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"

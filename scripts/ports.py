"""Ports of this machine that nobody listens at."""

import socket
from contextlib import ExitStack


def free_ports(count: int) -> list[int]:
    """Return so many ports, no two the same."""
    with ExitStack() as held:
        doors = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(door.getsockname()[1]) for door in doors]


def free_port() -> int:
    """Return a port."""
    return free_ports(1)[0]

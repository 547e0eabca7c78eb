"""Several at once, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(attempts: Sequence[Callable[[], object]]) -> list[str]:
    """Let all try at the same moment; return how each ended: won, or the name of what was raised."""
    ready, ends = threading.Barrier(len(attempts)), ["nothing"] * len(attempts)

    def one(number: int) -> None:
        try:
            ready.wait(timeout=20)
            attempts[number]()
            ends[number] = "won"
        except Exception as error:  # noqa: BLE001 - whatever ended it is what the test looks at
            ends[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(attempts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends

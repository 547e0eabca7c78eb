"""What the steps of a case wait for, when some of them have begun."""

from collections.abc import Callable, Mapping, Sequence, Set


def waits(
    path: Mapping[int, Sequence[int]], begun: Set[int], in_time: Callable[[int, int], bool]
) -> dict[int, tuple[int, ...]]:
    """Return what each step waits for, by numbers; `path` says so by the recipe, in an order that keeps it.

    What has begun no longer waits for a step that is not ready in time for it (`in_time` of the earlier and
    the later): whoever waits for the begun one waits for that step instead.
    """
    found: dict[int, tuple[int, ...]] = {}
    passed: dict[int, set[int]] = {}
    for seq, after in path.items():
        wanted = {*after, *(each for before in after for each in passed[before])}
        passed[seq] = {each for each in wanted if seq in begun and not in_time(each, seq)}
        found[seq] = tuple(sorted(wanted - passed[seq]))
    return found

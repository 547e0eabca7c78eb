"""Visits shared out among stays: the shortest road that comes to all of them."""

from functools import lru_cache

FAR = 2**62
MOST = 20_000
"""Stays looked at for one answer; what is left is then counted as if all that may share a stay did."""


Bits = tuple[int, ...]


@lru_cache(maxsize=65536)
def least_road(places: Bits, together: Bits, km: tuple[int, ...], most: int = MOST) -> int:
    """Return the least kilometres of stays that hold each visit once, each stay at the nearest common place.

    `places` are the places of each visit, as bits, and `km` those of a stay at each place, in rising order;
    `together` are the visits after each that may share a stay with it. No road is shorter than what is
    returned; if more than `most` stays would have to be looked at, the least may be longer.
    """
    return _Stays(places, together, km, most).best((1 << len(places)) - 1)


class _Stays:
    """Ways to share visits out among stays; sets of visits are bits."""

    def __init__(self, places: Bits, together: Bits, km: tuple[int, ...], most: int) -> None:
        self._places, self._together, self._km, self._most = places, together, km, most
        self._nearest = [self._length(each) for each in places]
        self._farthest_first = sorted(range(len(places)), key=lambda at: -self._nearest[at])
        self._with = [
            later | sum(1 << one for one in range(at) if together[one] >> at & 1)
            for at, later in enumerate(together)
        ]
        self._known: dict[int, int] = {0: 0}

    def best(self, left: int) -> int:
        """Return the least kilometres of visits."""
        if left not in self._known:
            apart = self._apart(left)
            if self._most <= 0:
                return apart
            at = (left & -left).bit_length() - 1
            rest = left & ~(1 << at)
            self._known[left] = self._stay(rest & self._together[at], self._places[at], rest, apart)
        return self._known[left]

    def _length(self, places: int) -> int:
        return self._km[(places & -places).bit_length() - 1]

    def _apart(self, left: int) -> int:
        """Return the kilometres of visits of which no two may share a stay: nothing less is possible."""
        alone = total = 0
        for at in self._farthest_first:
            if left >> at & 1 and not self._with[at] & alone:
                alone |= 1 << at
                total += self._nearest[at]
        return total

    def _stay(self, may: int, common: int, rest: int, enough: int) -> int:
        """Return the least kilometres with a stay that others may join; looks for no less than `enough`."""
        self._most -= 1
        found = FAR
        while may and found > enough:
            at = (may & -may).bit_length() - 1
            may &= may - 1
            if places := common & self._places[at]:
                if self._most <= 0:
                    return enough
                joined = self._stay(may & self._together[at], places, rest & ~(1 << at), enough)
                found = min(found, joined)
        return found if found <= enough else min(found, self._length(common) + self.best(rest))

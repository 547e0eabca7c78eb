"""The shapes of work for many lanes at once: what `work` finds for one, in arrays."""

import numpy as np

from itc.algorithms.scheduling.abreast import Abreast, Rows, Slots
from itc.algorithms.scheduling.hours import Minutes
from itc.algorithms.scheduling.lanes import Lane
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, SplitWork


class Splits(Abreast):
    """Lanes of `SplitWork`."""

    paused = True

    def open_from(self, rows: Rows, minute: Minutes) -> Slots:
        """Return the first slots held from a minute on."""
        return self._slots(rows, self.hours.worked_before(rows.shared, minute))

    def open_by(self, rows: Rows, use_by: Minutes, held_by: Minutes) -> Slots:
        """Return the last slots used and held until these minutes at most."""
        used = self.hours.worked_before(rows.shared, use_by)
        held = self.hours.worked_before(rows.shared, held_by) - rows.cleaning
        return self._slots(rows, np.minimum(used, held) - rows.setup - rows.use)

    def held_for_use(self, rows: Rows, minute: Minutes) -> Minutes:
        """Return the minute from which set-up is worked off when use may start at the given one."""
        begin = np.maximum(0, self.hours.worked_before(rows.shared, minute) - rows.setup)
        return np.where(begin < self.hours.total(rows.shared), self.hours.nth(rows.shared, begin), minute)

    def _slots(self, rows: Rows, begin: Minutes) -> Slots:
        there = (begin >= 0) & (
            begin + rows.setup + rows.use + rows.cleaning <= self.hours.total(rows.shared)
        )
        begin = np.where(there, begin, 0)
        used = begin + rows.setup + rows.use
        nth, row = self.hours.nth, rows.shared
        return Slots(
            nth(row, begin),
            nth(row, begin + rows.setup),
            nth(row, used - 1) + 1,
            nth(row, used + rows.cleaning - 1) + 1,
            there,
        )


class Openings(Abreast):
    """Lanes of `OpeningWork`."""

    def open_from(self, rows: Rows, minute: Minutes) -> Slots:
        """Return the first slots held from a minute on."""
        return self._slots(rows, self.hours.first_fit(rows.shared, minute, _in_all(rows)))

    def open_by(self, rows: Rows, use_by: Minutes, held_by: Minutes) -> Slots:
        """Return the last slots used and held until these minutes at most."""
        by = np.minimum(use_by, held_by - rows.cleaning) - rows.setup - rows.use
        return self._slots(rows, self.hours.last_fit(rows.shared, by, _in_all(rows)))

    def held_for_use(self, rows: Rows, minute: Minutes) -> Minutes:
        """Return the minute that leaves just the set-up before use."""
        return minute - rows.setup

    def _slots(self, rows: Rows, begin: Minutes) -> Slots:
        there = begin >= 0
        begin = np.where(there, begin, 0)
        use_from = begin + rows.setup
        return Slots(begin, use_from, use_from + rows.use, begin + _in_all(rows), there)


class Overnights(Abreast):
    """Lanes of `OvernightWork`."""

    def least_worked(self, lane: Lane) -> int:
        """Return the open minutes of set-up."""
        return lane.work.setup

    def open_from(self, rows: Rows, minute: Minutes) -> Slots:
        """Return the first slots held from a minute on."""
        return self._slots(rows, self.hours.first_fit(rows.shared, minute, rows.setup))

    def open_by(self, rows: Rows, use_by: Minutes, held_by: Minutes) -> Slots:
        """Return the last slots used and held until these minutes at most."""
        cleaned = self.hours.worked_before(rows.machine, held_by) - rows.cleaning
        tight = (rows.cleaning > 0) & (cleaned >= 0) & (cleaned < self.hours.total(rows.machine))
        by = np.minimum(use_by, held_by)
        by = np.where(tight, np.minimum(by, self.hours.nth(rows.machine, np.maximum(cleaned, 0))), by)
        length = np.maximum(rows.setup, 1)
        begin = self.hours.last_fit(rows.shared, by - rows.setup - rows.use, length)
        return self._slots(rows, np.where(cleaned >= 0, begin, -1))

    def held_for_use(self, rows: Rows, minute: Minutes) -> Minutes:
        """Return the minute that leaves just the set-up before use."""
        return minute - rows.setup

    def _slots(self, rows: Rows, begin: Minutes) -> Slots:
        there = begin >= 0
        begin = np.where(there, begin, 0)
        use_to = begin + rows.setup + rows.use
        cleaned = self.hours.worked_before(rows.machine, use_to) + rows.cleaning
        there &= cleaned <= self.hours.total(rows.machine)
        held_to = self.hours.nth(rows.machine, np.maximum(cleaned, 1) - 1) + 1
        return Slots(begin, begin + rows.setup, use_to, np.where(rows.cleaning > 0, held_to, use_to), there)


ABREAST: dict[type, type[Abreast]] = {
    SplitWork: Splits,
    OpeningWork: Openings,
    OvernightWork: Overnights,
}


def _in_all(rows: Rows) -> Minutes:
    return rows.setup + rows.use + rows.cleaning

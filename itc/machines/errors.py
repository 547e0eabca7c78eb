"""Refusals of the floor."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from itc.lib import thai
from itc.lib.refusal import Conflict, NotFound, NotReady


class UnknownTurn(NotFound):
    """There is no such turn, or her centre does not serve it."""

    code = "unknown-turn"

    def __init__(self) -> None:
        super().__init__(_("Your centre has no such booking, or has it no longer."))


class NotServing(NotFound):
    """She is in no post that serves steps, so she has no day sheet."""

    code = "not-serving"

    def __init__(self) -> None:
        super().__init__(_("This page is for those who do the work at a centre."))


class UnknownUnit(NotFound):
    """There is no such unit, or who asks does not serve its centre."""

    code = "unknown-unit"

    def __init__(self) -> None:
        super().__init__(_("There is no such machine or room."))


class UnknownNote(NotFound):
    """There is no such note, or it was removed."""

    code = "unknown-note"

    def __init__(self) -> None:
        super().__init__(_("There is no such note, or it was removed."))


class NotHeld(Conflict):
    """The time is only foreseen, or was given back."""

    code = "turn-not-held"

    def __init__(self) -> None:
        super().__init__(_("This time is not held any more, or not yet: look at the day sheet again."))


class TooEarly(NotReady):
    """It is too early to tick that off; `at` says from when on."""

    code = "turn-too-early"

    def __init__(self, at: dt.datetime) -> None:
        super().__init__(
            _("It is too early for that: it can be ticked off from %(time)s on.")
            % {"time": thai.clock_text(at)}
        )
        self.at = at


class OutOfOrder(Conflict):
    """Something else was ticked off meanwhile, which this cannot follow."""

    code = "turn-out-of-order"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has ticked off something else meanwhile. Look, and press again if need be.")
        )


class NothingTicked(NotReady):
    """It was not said what is to be ticked off."""

    code = "nothing-ticked"

    def __init__(self) -> None:
        super().__init__(_("Press what is to be ticked off: here, running, done, or did not come."))


class NothingToUndo(Conflict):
    """Nothing was ticked off, or too long ago."""

    code = "nothing-to-undo"

    def __init__(self) -> None:
        super().__init__(
            _("A tick can be undone for ten minutes. Write a note that sets it right: others read it here.")
        )


class NothingNoted(NotReady):
    """Neither a quick word nor words nor a photo."""

    code = "nothing-noted"

    def __init__(self) -> None:
        super().__init__(_("Press a quick word, write something, or take a photo."))


class EnoughNotes(Conflict):
    """So many notes of one turn nobody reads."""

    code = "enough-notes"

    def __init__(self, most: int) -> None:
        super().__init__(
            _("A turn takes %(most)s notes. Remove one that is no longer needed.") % {"most": most}
        )


class UnknownOutage(NotFound):
    """There is no such outage, or who asks does not serve its centre."""

    code = "unknown-outage"

    def __init__(self) -> None:
        super().__init__(_("Your centre has no such outage and no such leave."))


class AbsentAlready(Conflict):
    """It cannot be had at some of that time already, for another reason; `spans` say when."""

    code = "absent-already"

    def __init__(self, spans: Iterable[str]) -> None:
        super().__init__(
            _("For some of this time it cannot be had already, for another reason. Prolong that, or end it:"),
            *spans,
        )


class OutageOver(Conflict):
    """It was ended, or its time is over."""

    code = "outage-over"

    def __init__(self) -> None:
        super().__init__(_("This is over already. If it cannot be had again, report that anew."))


class NotLater(NotReady):
    """It would not end later than now."""

    code = "not-later"

    def __init__(self) -> None:
        super().__init__(_("Choose a later end than now. To make it shorter, say that it can be had again."))


class FallenAnew(Conflict):
    """What would fall, or where it would go, is not what was shown."""

    code = "fallen-anew"

    def __init__(self) -> None:
        super().__init__(
            _("Something changed since you looked, so nothing was written. Below is what would happen now.")
        )

"""Refusals of a centre's own pages, and of opening one."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.lib import thai
from itc.lib.refusal import Conflict, NotAllowed, NotFound, NotReady


class UnknownCentre(NotFound):
    """There is no such centre, or the person is no officer of it; neither tells which."""

    code = "unknown-centre"

    def __init__(self) -> None:
        super().__init__(_("There is no such page, or it is not yours."))


class HeldThen(Conflict):
    """Time is held that would lie outside: it stays where it is, but somebody has to know."""

    code = "held-then"

    def __init__(self, held: Sequence[object]) -> None:
        super().__init__(
            _("Time is held then. It stays as it is: look at the list, and move what cannot stay.")
        )
        self.held = held


class NothingChanged(NotReady):
    """What was sent is what stands already."""

    code = "nothing-changed"

    def __init__(self) -> None:
        super().__init__(_("It stands so already: nothing was changed."))


class DayIsPast(NotReady):
    """A change begins on a day that is over."""

    code = "day-is-past"

    def __init__(self) -> None:
        super().__init__(_("Choose today or a later day: what was on a day that is over stays as it was."))


class LastOfficer(Conflict):
    """A centre without an officer could be opened by nobody."""

    code = "last-officer"

    def __init__(self) -> None:
        super().__init__(_("This is the last officer of the centre then. Appoint another one first."))


class NobodyOfThisContact(NotReady):
    """No account has a phone or an e-mail."""

    code = "nobody-of-this-contact"

    def __init__(self) -> None:
        super().__init__(
            _("Nobody here has this phone or e-mail. Leave it empty and write a name: she gets a paper code.")
        )


class AlreadyInPost(Conflict):
    """The person has this role at the centre already."""

    code = "already-in-post"

    def __init__(self) -> None:
        super().__init__(_("She has this role at your centre already: look at the list."))


class ChangedSince(Conflict):
    """A change cannot be taken back once what it wrote was changed again."""

    code = "changed-since"

    def __init__(self) -> None:
        super().__init__(
            _("It was changed again since, so it cannot be taken back. Change it as you want it.")
        )


class StandsOnIt(Conflict):
    """A change cannot be taken back once something rests on it."""

    code = "stands-on-it"

    def __init__(self) -> None:
        super().__init__(_("Something rests on it already, such as a booking. End it from a day on instead."))


def _day(day: dt.date) -> str:
    return thai.date_text(day, language=get_language() or "th")


class UnknownOpening(NotFound):
    """There is no such opening, or she may not know of it."""

    code = "unknown-opening"

    def __init__(self) -> None:
        super().__init__(_("There is no such centre being opened."))


class NotItsParent(NotAllowed):
    """She is no officer of the centre that would be its parent."""

    code = "not-its-parent"

    def __init__(self, parent: str) -> None:
        super().__init__(
            _("An officer of %(parent)s opens it: ask them, or who administers the network.")
            % {"parent": parent}
        )


class AlreadyThere(Conflict):
    """The province has a Mini ITC, or one is being opened."""

    code = "already-there"

    def __init__(self, centre: str) -> None:
        super().__init__(
            _("%(centre)s is there already, or is being opened: go on with that one.") % {"centre": centre}
        )


class NotADraft(Conflict):
    """Its day is settled, it is open, or it was cancelled."""

    code = "not-a-draft"

    def __init__(self) -> None:
        super().__init__(_("This is done here no more: the day is settled, or the opening is over."))


class NobodyLeads(NotReady):
    """No centre leads the province on the day, so that nothing can be handed over."""

    code = "nobody-leads"

    def __init__(self, province: str, day: dt.date) -> None:
        super().__init__(
            _("No centre leads for %(province)s on %(day)s. Ask who administers the network to mend that.")
            % {"province": province, "day": _day(day)}
        )


class AnotherLeads(Conflict):
    """Another centre than the parent leads the province on the day."""

    code = "another-leads"

    def __init__(self, centre: str, province: str, day: dt.date) -> None:
        super().__init__(
            _("%(centre)s leads for %(province)s on %(day)s, not its parent. Choose another day.")
            % {"centre": centre, "province": province, "day": _day(day)}
        )


class LeadBeginsThen(Conflict):
    """The parent itself begins to lead on that very day."""

    code = "lead-begins-then"

    def __init__(self, day: dt.date) -> None:
        super().__init__(_("Its parent begins to lead on %(day)s. Choose a later day.") % {"day": _day(day)})


class DayNotAhead(NotReady):
    """A centre opens tomorrow at the earliest, and within a year."""

    code = "day-not-ahead"

    def __init__(self, first: dt.date, last: dt.date) -> None:
        super().__init__(
            _("Choose a day from %(first)s to %(last)s.") % {"first": _day(first), "last": _day(last)}
        )


class StillNeeds(NotReady):
    """Something must be there before it opens; each is a sentence."""

    code = "still-needs"

    def __init__(self, needs: Iterable[str]) -> None:
        super().__init__(*needs)


class DayHasCome(Conflict):
    """From its first day on, an opening is not undone."""

    code = "day-has-come"

    def __init__(self) -> None:
        super().__init__(_("Its day has come: what is to change now is changed on its own pages."))


class StillBooked(Conflict):
    """Cases have times there: they are moved first, none is taken from them."""

    code = "still-booked"

    def __init__(self, cases: Iterable[str]) -> None:
        super().__init__(
            _("Firms have times there, in these cases: %(cases)s. Move those times to another centre first.")
            % {"cases": ", ".join(cases)}
        )


class LeadChanged(Conflict):
    """Somebody else changed who leads the province since; it is not put back over that."""

    code = "lead-changed"

    def __init__(self) -> None:
        super().__init__(
            _("Who leads the province was changed since. Ask who administers the network to undo it.")
        )


class NothingToCopy(NotReady):
    """The centre or template has nothing of what was chosen, or it is there already."""

    code = "nothing-to-copy"

    def __init__(self) -> None:
        super().__init__(_("Nothing was copied: it is there already, or nothing was chosen."))

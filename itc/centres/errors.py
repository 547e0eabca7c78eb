"""Refusals of a centre's own pages."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady


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

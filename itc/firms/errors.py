"""Refusals of firms."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotAllowed, NotFound, NotReady


class WrongTaxNumber(NotReady):
    """The 13-digit number of a firm cannot be right."""

    code = "wrong-tax-number"

    def __init__(self, *, digits: int, mistyped: bool = False) -> None:
        if mistyped:
            super().__init__(
                _("One digit of this number is mistyped: its last digit does not fit the others.")
            )
        elif digits != 13:
            super().__init__(
                _("The number of a firm has 13 digits, and this has %(digits)d.") % {"digits": digits}
            )
        else:
            super().__init__(_("No firm and no person has this number."))


class FirmKnown(Conflict):
    """A firm with this number is here already: somebody there lets her in."""

    code = "firm-known"

    def __init__(self) -> None:
        super().__init__(
            _("This firm is here already. Ask to act for it: a colleague there will let you in.")
        )


class AlreadyAsked(Conflict):
    """She acts for this firm already, or waits to be let in."""

    code = "already-asked"

    def __init__(self) -> None:
        super().__init__(_("You act for this firm already, or wait to be let in."))


class UnknownFirm(NotFound):
    """There is no such firm, or she may not know of it."""

    code = "unknown-firm"

    def __init__(self) -> None:
        super().__init__(_("There is no such firm."))


class NoSuchNumber(NotFound):
    """No firm that is here has this number."""

    code = "no-such-number"

    def __init__(self) -> None:
        super().__init__(
            _("No firm with this number is here yet. Compare the digits, or enter the firm yourself.")
        )


class NothingToAnswer(Conflict):
    """Somebody answered first, or she took it back."""

    code = "nothing-to-answer"

    def __init__(self) -> None:
        super().__init__(_("This was answered already."))


class LastOwner(NotAllowed):
    """A firm keeps somebody who may let others in."""

    code = "last-owner"

    def __init__(self) -> None:
        super().__init__(
            _(
                "You are the last who acts for this firm. Let somebody else in first; or have your data "
                "erased under “My data”, and the firm's with it."
            )
        )

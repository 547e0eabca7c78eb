"""Refusals of what an officer does with a case at her desk."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady


class NotAColleague(NotReady):
    """A case can only be in the hands of an officer of its lead centre."""

    code = "not-a-colleague"

    def __init__(self) -> None:
        super().__init__(_("Choose an officer of the centre that leads this case."))


class NoReason(NotReady):
    """A no without a reason helps nobody."""

    code = "no-reason"

    def __init__(self) -> None:
        super().__init__(_("Write why, and what the firm can do: it reads this."))


class SameCentre(NotReady):
    """A case is handed over to another centre than the one that leads it."""

    code = "same-centre"

    def __init__(self) -> None:
        super().__init__(_("Choose another centre: this one leads the case already."))


class NobodyThere(Conflict):
    """No officer is in post at the centre a case is to go to: nobody would see it."""

    code = "nobody-there"

    def __init__(self, centre: str) -> None:
        super().__init__(
            _("No officer is in post at %(centre)s, so nobody there would see the case.") % {"centre": centre}
        )


class UnknownReply(NotFound):
    """There is no such reply, or it is another's."""

    code = "unknown-reply"

    def __init__(self) -> None:
        super().__init__(_("There is no such reply. Choose one of the list."))


class UnknownPlace(NotReady):
    """Words have a place in braces that nothing fills; `places` are those."""

    code = "unknown-place"

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            _("Nothing fills %(places)s. Use {firm}, {product}, {day} or {officer}.")
            % {"places": ", ".join(f"{{{place}}}" for place in places)}
        )


class LeaveOver(NotReady):
    """Days of a leave are past, or run backward."""

    code = "leave-over"

    def __init__(self) -> None:
        super().__init__(_("Choose days from today on, the first before the last."))


class AwayAlready(Conflict):
    """She is marked as away on some of these days already."""

    code = "away-already"

    def __init__(self) -> None:
        super().__init__(_("You are marked as away on some of these days already. Call that off first."))


class DeputyAway(Conflict):
    """The deputy is away on some of these days."""

    code = "deputy-away"

    def __init__(self, deputy: str) -> None:
        super().__init__(_("%(name)s is away on some of these days too. Choose another.") % {"name": deputy})


class UnknownLeave(NotFound):
    """There is no such leave of hers, or it is over."""

    code = "unknown-leave"

    def __init__(self) -> None:
        super().__init__(_("You have no such days away."))


class NotTheSame(Conflict):
    """Two cases or firms are not one and the same."""

    code = "not-the-same"

    def __init__(self) -> None:
        super().__init__(
            _("These are not the same: firm and kind of product must be, and of firms the name.")
        )


class NothingToUndo(Conflict):
    """No merge of this case can be undone any more."""

    code = "nothing-to-undo"

    def __init__(self) -> None:
        super().__init__(_("Merging can be undone within a day, once. Accept a new plan for her instead."))


class NumbersDiffer(Conflict):
    """Two firms have numbers of their own."""

    code = "numbers-differ"

    def __init__(self) -> None:
        super().__init__(_("Both firms have a number, and another: they are two firms."))


class LedByAnother(Conflict):
    """Another centre leads a case of one of the firms."""

    code = "led-by-another"

    def __init__(self) -> None:
        super().__init__(_("Another centre leads a case of one of these firms. Agree with it first."))


class BothSignIn(Conflict):
    """People of both firms sign in themselves: merged, each would see what the other sees."""

    code = "both-sign-in"

    def __init__(self) -> None:
        super().__init__(
            _("People of both firms sign in themselves. Let one ask the other to be let into the firm.")
        )


class TooManyWords(NotReady):
    """What was written is longer than what is kept of it."""

    code = "too-many-words"

    def __init__(self, said: str, *, most: int) -> None:
        super().__init__(
            _("You wrote %(count)d letters; at most %(most)d fit. Please make it shorter.")
            % {"count": len(said), "most": most}
        )

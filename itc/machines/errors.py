"""What the floor refuses."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady


class UnknownUnit(NotFound):
    """There is no such machine, room or person, or who asks does not serve its centre."""

    code = "unknown-unit"

    def __init__(self) -> None:
        super().__init__(_("Your centre has nothing of this number."))


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

"""Refusals of planning."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady, Refusal, TooMany


class PlanNotSound(NotReady):
    """The independent checker faulted a plan: a bug of ours, logged, and never shown as a plan."""

    code = "plan-not-sound"

    def __init__(self) -> None:
        super().__init__(
            _("We found a fault in our own plan and do not show it. Change something, or ask an officer.")
        )


class PlanGone(NotFound):
    """No plan has this link, or no longer."""

    code = "plan-gone"

    def __init__(self) -> None:
        super().__init__(
            _(
                "No plan has this link. A plan is kept for 30 days; after that, write again what you want to "
                "make, and a new one is there at once."
            )
        )


class AcceptedOtherwise(Conflict):
    """The firm has a case of another plan of the same answer; `case` is its code."""

    code = "accepted-otherwise"

    def __init__(self, case: str) -> None:
        super().__init__(
            _(
                "You accepted another plan of this answer already: case %(case)s. Change its steps there, or "
                "withdraw it first."
            )
            % {"case": case}
        )
        self.case = case


class NoFirmChosen(NotReady):
    """She acts for several firms and chose none of them."""

    code = "no-firm-chosen"

    def __init__(self) -> None:
        super().__init__(_("Choose for which firm you accept the plan."))


class UnknownProvince(NotReady):
    """The province is none of the 77."""

    code = "unknown-province"

    def __init__(self) -> None:
        super().__init__(_("Please choose one of the 77 provinces."))


class UnknownFamily(NotReady):
    """The family is none of the catalogue."""

    code = "unknown-family"

    def __init__(self) -> None:
        super().__init__(_("We do not know this kind of product any more. Please choose another."))


class UnknownChip(NotReady):
    """A chip to be added is none of the catalogue."""

    code = "unknown-chip"

    def __init__(self, chip: str) -> None:
        super().__init__(
            _("We do not know the wish “%(chip)s”. It has the form “claim:halal” or “market:JP”.")
            % {"chip": chip}
        )


class NothingLeft(NotReady):
    """Every step is left out."""

    code = "nothing-left"

    def __init__(self) -> None:
        super().__init__(_("Every step would be left out. Keep one at least."))


class StartTooFar(NotReady):
    """The first day lies beyond the calendars."""

    code = "start-too-far"

    def __init__(self) -> None:
        super().__init__(_("Calendars are open for a year ahead. Please choose an earlier first day."))


class NoDayLeft(NotReady):
    """She can come on no day of the week, but some step needs her."""

    code = "no-day-left"

    def __init__(self) -> None:
        super().__init__(_("You can come on no day of the week. Leave one day at least."))


class UnknownRegion(NotReady):
    """The region is none of the six."""

    code = "unknown-region"

    def __init__(self) -> None:
        super().__init__(_("We do not know this part of the country. Please choose one of the list."))


class PlannersBusy(TooMany):
    """More questions wait than can be answered soon."""

    code = "planners-busy"

    def __init__(self) -> None:
        super().__init__(
            _("Many people are asking just now. Your words are kept: please try again in a moment."),
            retry_after=5,
        )


class NoLeadCentre(NotReady):
    """No centre leads where she lives, so nobody could keep her case."""

    code = "no-lead-centre"

    def __init__(self) -> None:
        super().__init__(
            _("No centre leads in this province yet, so a case has no home. Please write to any centre.")
        )


class PlanNotFree(Conflict):
    """Something of an accepted plan went to somebody else; `lost` says by step what and why."""

    code = "plan-not-free"

    def __init__(self, lost: Mapping[int, Sequence[str]]) -> None:
        super().__init__(
            _("Something of this plan went to somebody else meanwhile, so nothing was held:"),
            *(line for lines in lost.values() for line in lines),
        )
        self.lost = lost


class PhoneHere(Conflict):
    """Somebody who came in has an account of this phone already."""

    code = "phone-here"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody has this phone already. If it is she, let her sign in and accept herself; or leave "
                "the phone out."
            )
        )


class FirmHere(Conflict):
    """The firm of somebody who came in is here already."""

    code = "firm-here"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This firm is here already. Search for it below; if it is not found, its people sign in and "
                "accept themselves, or agree under “My data” that an officer acts for them."
            )
        )


class CannotEnter(Conflict):
    """Somebody who came in cannot be entered; `faults` says by field why."""

    code = "cannot-enter"

    def __init__(self, faults: Mapping[str, Refusal]) -> None:
        super().__init__(*(reason for fault in faults.values() for reason in fault.reasons))
        self.faults = faults


class TooNear(NotReady):
    """A step has begun, or begins sooner than its centre can be told of a change."""

    code = "too-near"

    def __init__(self) -> None:
        super().__init__(_("This begins too soon to be changed here. Please call the centre that does it."))


class OthersTooNear(NotReady):
    """A step that would have to move has begun, or begins too soon to be moved."""

    code = "others-too-near"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("What waits for it begins too soon to be moved: %(steps)s. Please call who does it.")
            % {"steps": ", ".join(names)}
        )


class CannotChange(Conflict):
    """No time is free for steps that would have to move, or to be put in."""

    code = "cannot-change"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("No time is free for: %(steps)s. Choose something else, or ask your centre.")
            % {"steps": ", ".join(names)}
        )


class ChangedMeanwhile(Conflict):
    """What she was shown is not what would be done now."""

    code = "changed-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            _("Something went to somebody else meanwhile. This is what the change would be now.")
        )

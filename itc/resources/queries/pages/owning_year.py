"""A year of a machine owned, shared or rented: the figures, which is cheapest, and how they come about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from itc.lib.thai import baht_text
from itc.resources.queries.pages.owning_picture import Picture, picture
from itc.resources.rules.owning import (
    Owning,
    Renting,
    Sharing,
    break_even,
    capital_cost,
    cost_of_owning,
    cost_of_renting,
    cost_of_sharing,
    fixed_cost,
    gross_of_sharing,
    help_of,
    machines_needed,
    rent_break_even,
)
from itc.web.line import Text
from itc.web.tables import Cell, Column, Table

BEST: Mapping[str, Text] = {
    "share": gettext_lazy("For these hours sharing is cheapest."),
    "own": gettext_lazy("For these hours owning is cheapest. It is time to think about buying."),
    "rent": gettext_lazy("For these hours renting is cheapest."),
}


@dataclass(frozen=True, slots=True)
class Year:
    """A year of so many hours; what has no price is None, and is left out, never 0.

    `dearer` is the same machine at the high price of its kind, None where that is not higher.
    """

    hours: Decimal
    owning: Owning
    dearer: Owning | None
    sharing: Sharing | None
    renting: Renting | None

    @property
    def costs(self) -> dict[str, Decimal]:
        """Baht of each way that has a price: share, own, rent."""
        found = {}
        if self.sharing:
            found["share"] = cost_of_sharing(self.sharing, self.hours)
        found["own"] = cost_of_owning(self.owning, self.hours)
        if self.renting:
            found["rent"] = cost_of_renting(self.renting, self.owning, self.hours)
        return found

    @property
    def best(self) -> str:
        """The way that costs least; sharing where it is a draw."""
        costs = self.costs
        return min(costs, key=lambda way: costs[way])

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Each way in whole baht, and what it is."""
        words = {
            "share": _("a year to share"),
            "own": _("a year to own"),
            "rent": _("a year to rent, by whole months"),
        }
        return [
            (baht_text(cost.quantize(Decimal(1), ROUND_HALF_UP)), words[way])
            for way, cost in self.costs.items()
        ]

    @property
    def verdict(self) -> list[str]:
        """Which is cheapest at these hours, and from which hours on owning would be."""
        if self.sharing is None:
            said = [_("Nobody has a price of a shared hour yet. Ask a centre for one, and write it below.")]
        else:
            said = [str(BEST[self.best]), self._from_when(self.sharing)]
            if (
                self.renting
                and (even := rent_break_even(self.renting, self.owning, self.sharing)) is not None
            ):
                said.append(
                    _("Within one rented month, renting beats sharing without help from %(hours)s.")
                    % {"hours": hours_text(even)}
                )
        if (needed := machines_needed(self.owning, self.hours)) > 1:
            said.append(_("These hours need %(number)s machines of your own.") % {"number": f"{needed:,}"})
        return said

    def _from_when(self, sharing: Sharing) -> str:
        even, most = break_even(self.owning, sharing), self.owning.most_hours
        if even is None:
            return _("However many hours you use it, owning never becomes cheaper.")
        hours = {"hours": hours_text(even), "most": hours_text(most)}
        if even > most:
            return (
                _(
                    "Owning would be cheaper from %(hours)s a year only, and one machine gives "
                    "no more than %(most)s: at this price it never pays."
                )
                % hours
            )
        said = _("Owning is cheaper from %(hours)s a year.") % hours
        later = break_even(self.dearer, sharing) if self.dearer else None
        if later is None:
            return said
        return f"{said} " + _("At the high price: from %(hours)s.") % {"hours": hours_text(later)}

    @property
    def picture(self) -> Picture | None:
        """The costs over the hours; none without a price of sharing."""
        return picture(self.owning, self.dearer, self.sharing, self.hours) if self.sharing else None

    @property
    def table(self) -> Table:
        """How the figures come about, a column for each price of the machine."""
        machines = [each for each in (self.owning, self.dearer) if each]
        lines = [(name, [baht_text(each) for each in values]) for name, values in self._lines(machines)]
        if self.sharing:
            evens = [hours_text(break_even(each, self.sharing)) for each in machines]
            lines.append((_("Owning is cheaper from"), evens))
        columns = [Column(_("In a year")), *(Column(baht_text(each.price), figure=True) for each in machines)]
        rows = [[Cell(name), *map(Cell, values)] for name, values in lines]
        return Table(_("How it comes about, by the price of the machine"), columns, rows)

    def _lines(self, machines: list[Owning]) -> list[tuple[str, list[Decimal]]]:
        hours = self.hours
        own = [
            (_("Price and interest"), [capital_cost(each) for each in machines]),
            (_("Upkeep"), [each.upkeep_cost for each in machines]),
            (_("Floor"), [each.floor_cost for each in machines]),
            (_("Owning, whatever the hours"), [fixed_cost(each) for each in machines]),
            (_("Owning, each hour of use"), [each.hourly for each in machines]),
            (_("Owning, for these hours"), [cost_of_owning(each, hours) for each in machines]),
        ]
        if self.sharing is None:
            return own
        shared = {
            _("Sharing, before help"): gross_of_sharing(self.sharing, hours),
            _("Help of a programme"): help_of(self.sharing, hours),
            _("Sharing, for these hours"): cost_of_sharing(self.sharing, hours),
        }
        return own + [(name, [value] * len(machines)) for name, value in shared.items()]


def dearer(owning: Owning, price: Decimal) -> Owning | None:
    """Return the machine at a higher price, its resale the same part of it; None where it is not higher."""
    if price <= owning.price:
        return None
    return replace(owning, price=price, resale=owning.resale / owning.price * price)


def hours_text(hours: Decimal | None) -> str:
    """Return `1,678 hours`, rounded up since a part of an hour decides nothing; never for None."""
    if hours is None:
        return _("never")
    whole = int(hours.to_integral_value(ROUND_CEILING))
    return ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": f"{whole:,}"}

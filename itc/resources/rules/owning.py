"""What a machine costs a year: to own, to share or to rent, and from how many hours on owning is cheaper.

Baht are exact here; `rounded` rounds a figure once, where it is shown. The letters of the formulas: P price,
S resale value, n life in years, i interest a year, m upkeep as a share of P, h hours of use a year, H hours
one machine can give in a year, p price of a shared hour, s and C share and ceiling of what a programme pays.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum

HUNDREDTH = Decimal("0.01")
NOTHING = Decimal(0)
MONTHS = 12


class Method(StrEnum):
    """How a price is spread over the years."""

    ANNUITY = "annuity"
    STRAIGHT_LINE = "straight_line"


@dataclass(frozen=True, slots=True)
class Owning:
    """A machine of her own, in baht, years, square metres and kilowatts; shares are parts of one.

    `floor_rent` is baht a square metre and month, `tariff` baht a kilowatt-hour at `load` of the power;
    `labour` and `consumables` are baht a machine hour; `most_hours` is H, more than 0.
    """

    price: Decimal
    resale: Decimal
    life_years: Decimal
    interest: Decimal
    upkeep: Decimal
    floor_m2: Decimal
    floor_rent: Decimal
    power_kw: Decimal
    load: Decimal
    tariff: Decimal
    labour: Decimal
    consumables: Decimal
    most_hours: Decimal
    method: Method = Method.ANNUITY

    @property
    def hourly(self) -> Decimal:
        """Baht an hour of use: v_o = kW·u·t + L + K."""
        return self.power_kw * self.load * self.tariff + self.labour + self.consumables

    @property
    def upkeep_cost(self) -> Decimal:
        """Baht a year: m·P."""
        return self.upkeep * self.price

    @property
    def floor_cost(self) -> Decimal:
        """Baht a year: 12·A·r_f."""
        return MONTHS * self.floor_m2 * self.floor_rent


@dataclass(frozen=True, slots=True)
class Sharing:
    """A machine of a centre by the hour, in baht; `share` is the part of the price a programme pays.

    `labour` and `consumables` are baht an hour she pays beside the price; `training` is paid once.
    """

    price: Decimal
    share: Decimal = NOTHING
    ceiling: Decimal = NOTHING
    labour: Decimal = NOTHING
    consumables: Decimal = NOTHING
    trips: Decimal = NOTHING
    trip_cost: Decimal = NOTHING
    training: Decimal = NOTHING

    @property
    def hourly(self) -> Decimal:
        """Baht an hour of use, without help: v_s = p + L_s + K_s."""
        return self.price + self.labour + self.consumables

    @property
    def fixed(self) -> Decimal:
        """Baht whatever the hours: the trips of the year and the training."""
        return self.trips * self.trip_cost + self.training

    @property
    def ceiling_hours(self) -> Decimal | None:
        """Hours after which the help of the year is used up: h_C = C / (s·p); None where there is none."""
        helped = self.share * self.price
        return self.ceiling / helped if helped else None


@dataclass(frozen=True, slots=True)
class Renting:
    """A machine rented by whole months, upkeep paid by the lessor: baht a month, and baht to move it."""

    month: Decimal
    hours_a_month: Decimal
    moving: Decimal = NOTHING


def rounded(value: Decimal) -> Decimal:
    """Return a figure rounded half up to two places, which is done once, at the end."""
    return value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def capital_recovery_factor(interest: Decimal, years: Decimal) -> Decimal:
    """Return the yearly part of a sum that pays it back with interest: i(1+i)^n / ((1+i)^n - 1), or 1/n.

    Source: https://a.osmarks.net/content/wikipedia_en_all_maxi_2020-08/A/Capital_recovery_factor; that it is
    1/n where i is 0 is the limit, our own.
    """
    if not interest:
        return 1 / years
    growth = (1 + interest) ** years
    return interest * growth / (growth - 1)


def capital_cost(owning: Owning) -> Decimal:
    """Return baht a year of price and interest, AC.

    Annuity: (P - S)·CRF(i, n) + S·i, the equivalent annual cost with salvage
    (https://www.coursehero.com/file/p76dk06a/P-negative-as-we-are-spending-the-money-to-get-the-machine-and-SV-positive-as/).
    Straight line: (P - S)/n (https://calculator.academy/machinery-cost-calculator/) + i·(P + S)/2, the usual
    interest on the mean value, our own.
    """
    lost = owning.price - owning.resale
    if owning.method is Method.ANNUITY:
        factor = capital_recovery_factor(owning.interest, owning.life_years)
        return lost * factor + owning.resale * owning.interest
    return lost / owning.life_years + owning.interest * (owning.price + owning.resale) / 2


def fixed_cost(owning: Owning) -> Decimal:
    """Return baht a year whatever the hours: F = AC + m·P + 12·A·r_f.

    The parts are those of a machine-hour rate: https://help.facton.com/solutions/cm/v13.1/en-us/Topics/02_User/MasterData/MD_Machines_CostRates.html
    """
    return capital_cost(owning) + owning.upkeep_cost + owning.floor_cost


def machines_needed(owning: Owning, hours: Decimal) -> int:
    """Return how many machines give the hours of a year: one at least, else h/H rounded up."""
    return max(1, int((hours / owning.most_hours).to_integral_value(ROUND_CEILING)))


def cost_of_owning(owning: Owning, hours: Decimal) -> Decimal:
    """Return baht a year: C_own(h) = F + v_o·h, with F for each machine the hours need."""
    return fixed_cost(owning) * machines_needed(owning, hours) + owning.hourly * hours


def gross_of_sharing(sharing: Sharing, hours: Decimal) -> Decimal:
    """Return baht a year before help: (p + L_s + K_s)·h + trips·trip_cost + training."""
    return sharing.hourly * hours + sharing.fixed


def help_of(sharing: Sharing, hours: Decimal) -> Decimal:
    """Return baht a year that a programme pays: min(s·p·h, C)."""
    return min(sharing.share * sharing.price * hours, sharing.ceiling)


def cost_of_sharing(sharing: Sharing, hours: Decimal) -> Decimal:
    """Return baht a year after help: C_share(h)."""
    return gross_of_sharing(sharing, hours) - help_of(sharing, hours)


def saving(owning: Owning, sharing: Sharing, hours: Decimal) -> Decimal:
    """Return what sharing costs less than owning in a year; negative where buying would be cheaper."""
    return cost_of_owning(owning, hours) - cost_of_sharing(sharing, hours)


def break_even(owning: Owning, sharing: Sharing) -> Decimal | None:
    """Return the hours a year from which one machine of her own is cheaper, h*; None: never.

    Our own algebra: without help F' / (v_s - v_o); with help F' / (v_s - s·p - v_o) where that comes before
    the help is used up, else (F' + C) / (v_s - v_o). F' is F less what sharing costs whatever the hours. What
    is past H hours is returned all the same: `most_hours` says that one machine cannot give them.
    Where F' is below nothing, owning is cheaper from the first hour on, unless help makes up for it.
    """
    owed = fixed_cost(owning) - sharing.fixed
    dearer = sharing.hourly - owning.hourly
    used_up = sharing.ceiling_hours
    if used_up is None:
        return max(owed, NOTHING) / dearer if dearer > 0 else None
    helped = dearer - sharing.share * sharing.price
    if helped > 0 and owed / helped <= used_up:
        return max(owed, NOTHING) / helped
    if dearer <= 0:
        return None
    later = (owed + sharing.ceiling) / dearer
    return later if later >= used_up else NOTHING


def months_needed(renting: Renting, hours: Decimal) -> int:
    """Return the whole months that give the hours, none for none."""
    return int((hours / renting.hours_a_month).to_integral_value(ROUND_CEILING))


def cost_of_renting(renting: Renting, owning: Owning, hours: Decimal) -> Decimal:
    """Return baht: C_rent = R·months + moving + v_o·h, an hour as on a machine of her own."""
    months = months_needed(renting, hours)
    return renting.month * months + (renting.moving if months else NOTHING) + owning.hourly * hours


def rent_break_even(renting: Renting, owning: Owning, sharing: Sharing) -> Decimal | None:
    """Return the hours within one rented month from which renting beats sharing without help; None: never."""
    dearer = sharing.hourly - owning.hourly
    return (renting.month + renting.moving) / dearer if dearer > 0 else None

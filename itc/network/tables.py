"""The files that fill the network: provinces, agencies, centres, and who leads where from when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.db.tables import Column, Data, Fault, Row, Table, columns, register
from itc.network.models import Agency, Centre, Coverage, Province

SOUTH, NORTH, WEST, EAST = 5.6, 20.5, 97.3, 105.7
"""The box around Thailand, in degrees."""

ONE_DAY = dt.timedelta(days=1)


def points_lie_in_thailand(data: Data, file: str) -> Iterator[Fault]:
    """Coordinates fall into the box around Thailand; latitude and longitude swapped is said so."""
    for row in data[file]:
        lat, lon = row["lat"], row["lon"]
        if None in (lat, lon) or (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
            continue
        if SOUTH <= lon <= NORTH and WEST <= lat <= EAST:
            what = _("latitude and longitude are swapped")
            yield row.fault("lat", what, _("write lat %(lat)s and lon %(lon)s") % {"lat": lon, "lon": lat})
            continue
        what = _("%(lat)s, %(lon)s is not in Thailand") % {"lat": lat, "lon": lon}
        yield row.fault(
            "lat" if not SOUTH <= lat <= NORTH else "lon", what, _("write degrees, as 18.5745 and 99.0087")
        )


def coverage_runs_forward(data: Data) -> Iterator[Fault]:
    """Coverage does not end before it begins."""
    for row in data["coverage.csv"]:
        if None not in (row["valid_from"], row["valid_to"]) and row["valid_to"] < row["valid_from"]:
            what = _("it ends on %(to)s, before it begins on %(from)s")
            cure = _("mend one of the two days; both count as covered")
            yield row.fault("valid_to", what % {"to": row["valid_to"], "from": row["valid_from"]}, cure)


def one_centre_leads_each_day(data: Data) -> Iterator[Fault]:
    """From the first day a province has a leading centre, it has exactly one on every day, without end."""
    leads: dict[str, list[Row]] = defaultdict(list)
    for row in data["coverage.csv"]:
        if row["default_lead"] and row["scope"] == "province" and row["province_iso"] and row["valid_from"]:
            leads[row["province_iso"]].append(row)
    for province in data["provinces.csv"]:
        if rows := leads.get(province["iso_code"]):
            yield from _gaps_and_overlaps(sorted(rows, key=lambda row: row["valid_from"]))
        elif province["iso_code"]:
            what = _("no centre leads by default here")
            yield province.fault("iso_code", what, _("add a row to coverage.csv with default_lead = yes"))


def _gaps_and_overlaps(rows: list[Row]) -> Iterator[Fault]:
    """Yield the faults of one province's leading rows, given by their first day."""
    longest = rows[0]
    for row in rows[1:]:
        end = longest["valid_to"] or dt.date.max
        if end >= row["valid_from"]:
            yield _overlap(longest, row)
        elif end + ONE_DAY < row["valid_from"]:
            days = {"from": end + ONE_DAY, "to": row["valid_from"] - ONE_DAY}
            what = _("no centre leads from %(from)s to %(to)s") % days
            yield row.fault("valid_from", what, _("begin on %(from)s, or add a row") % days)
        longest = max(longest, row, key=lambda each: each["valid_to"] or dt.date.max)
    if longest["valid_to"]:
        what = _("no centre leads after %(day)s") % {"day": longest["valid_to"]}
        yield longest.fault("valid_to", what, _("empty the cell, or add the row that follows"))


def _overlap(before: Row, row: Row) -> Fault:
    start = row["valid_from"]
    last = min(before["valid_to"] or dt.date.max, row["valid_to"] or dt.date.max)
    names = {"line": before.line, "from": start, "to": last, "end": start - ONE_DAY}
    if last == dt.date.max:
        what = _("it overlaps line %(line)d: two centres lead from %(from)s on") % names
    else:
        what = _("it overlaps line %(line)d: two centres lead from %(from)s to %(to)s") % names
    cure = _("end the row of line %(line)d on %(end)s") % names
    return row.fault("valid_from", what, cure)


register(
    Table(
        "provinces.csv",
        Province,
        about=gettext_lazy("The 77 provinces with their codes and where they lie."),
        key=("iso_code",),
        columns=(
            *columns("name_th name_en region_6 source status"),
            Column("iso_code", to="code", pattern=r"TH-\d\d", example="TH-51"),
            Column("region_nesdc", to="region"),
            Column("lat", least=None),
            Column("lon", least=None),
            Column("dopa_code", digits=2, example="51"),
            Column("provincial_group_2017", to="provincial_group"),
            *columns("dip_centre dip_centre_confidence"),
            Column("is_dip_seat", to=None),  # centres.csv says where each stands
        ),
        checks=(partial(points_lie_in_thailand, file="provinces.csv"),),
    ),
    Table(
        "agencies.csv",
        Agency,
        about=gettext_lazy(
            "Agencies of the network: estate authority, bank, federation, offices, universities."
        ),
        key=("code",),
        columns=(
            *columns("code name_th name_en evidence source status"),
            Column("type", to="kind"),
            Column("role_in_network", to="role_en"),
        ),
    ),
    Table(
        "centres.csv",
        Centre,
        about=gettext_lazy("Centres of the network: where they stand and what they are good at."),
        key=("code",),
        columns=(
            *columns("code name_th name_en confidence_is_itc confidence_location source status"),
            *columns("specialty_th specialty_en"),
            Column("operator_type", choices=("dip_centre", "network_institute", "ieat_estate", "mini_itc")),
            Column("province_iso", to="province"),
            Column("lat", least=None),
            Column("lon", least=None),
        ),
        checks=(partial(points_lie_in_thailand, file="centres.csv"),),
    ),
    Table(
        "coverage.csv",
        Coverage,
        about=gettext_lazy("Which centre serves which province, from which day to which."),
        key=("province_iso", "centre_code", "scope", "valid_from"),
        columns=(
            *columns("rank valid_from valid_to default_lead note source status"),
            Column("province_iso", to="province"),
            Column("centre_code", to="centre"),
            Column("scope", choices=("province", "estate tenant")),
        ),
        checks=(coverage_runs_forward, one_centre_leads_each_day),
    ),
)

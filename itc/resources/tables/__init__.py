"""The files that fill resources: units, people, lab counters, filings, makers, prices and holidays."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.db.tables import Column, Table, columns, register
from itc.resources.models import Counter, Filing, Holiday, Maker, Price, Resource
from itc.resources.tables import prices, providers, staffing

UNITS = ("hour", "batch", "day", "test", "session")
FLAG = models.BooleanField()
OPENINGS = _(
    "write days and hours as Mon-Fri 08:30-16:30; Sat 09:00-12:00, "
    "each opening before it closes on one day, none overlapping another"
)
YEARS = Decimal(5 * 365)
"""The most days that anybody is waited for."""

register(
    Table(
        "holidays.csv",
        Holiday,
        about=_("Days on which centres are closed."),
        key=("date",),
        columns=columns("date name_th name_en kind note source status"),
    ),
    Table(
        "sample_network.csv",
        Resource,
        title=_("Machines and rooms of the centres"),
        about=_("How many machines of a kind stand at each centre, and when they are open."),
        key=("centre_code", "machine_kind_code"),
        identity=("code",),
        scope=~Q(kind=Resource.Kind.PERSON),
        counted="units",
        shape=providers.units,
        columns=(
            *columns("capacity capacity_unit overnight approval why source status"),
            *columns("existence_status existence_source"),
            Column("row_id", to=None),
            Column("centre_code", to="centre", needed=True),
            Column("machine_kind_code", to="machine_kind", needed=True),
            Column("hours", cure=OPENINGS),
            Column("batch_hours", most=Decimal(30 * 24)),
            Column(
                "units",
                to=None,
                like=models.PositiveSmallIntegerField(_("how many")),
                least=Decimal(1),
                most=Decimal(500),  # each becomes a row with a calendar
            ),
        ),
        later=(staffing.machines_have_their_operator,),
    ),
    Table(
        "experts.csv",
        Resource,
        title=_("People of the centres"),
        about=_("Officers, engineers and experts that can be booked, and when."),
        key=("code",),
        identity=("code",),
        scope=Q(kind=Resource.Kind.PERSON),
        shape=providers.people,
        columns=(
            *columns("name_th name_en province topic languages source status"),
            *columns("home_agency_type conflict_note"),
            Column("hours", cure=OPENINGS),
            Column("hours_per_week", most=Decimal(7 * 24)),
            Column("code", exact=True),
            Column("role", choices=("officer", "engineer", "expert")),
            Column("is_sample", to=None, like=FLAG),
            Column("centre_code", to="centre"),
            Column("operations", refers="operations.csv"),
            Column("advises_on", refers="operations.csv"),
            Column("operates", refers="machine_kinds.csv"),
        ),
    ),
    Table(
        "sample_labs.csv",
        Counter,
        about=_("Counters of laboratories: how many orders a week, how many days until the result."),
        key=("lab_code", "operation"),
        identity=("code",),
        shape=providers.counters,
        columns=(
            *columns("name_th name_en province operation by_post accreditation"),
            *columns("source status"),
            Column("lab_code", exact=True),
            Column("is_sample", to=None, like=FLAG),
            Column("tests", refers="tests.csv"),
            Column("weekly_capacity", most=Decimal(1000)),
            Column("lead_days", most=YEARS),
            Column("drop_off_hours", to="hours", cure=OPENINGS),
            Column("unit", choices=UNITS),
        ),
    ),
    Table(
        "offices.csv",
        Filing,
        about=_("What is filed at an office, how long an answer takes, and its fee."),
        key=("office_code", "operation", "applies_to"),
        identity=("code",),
        shape=providers.filings,
        columns=(
            *columns("name_th name_en reach operation applies_to"),
            *columns("fee_thb fee_note_th fee_note_en source status"),
            Column("expected_days", most=YEARS),
            Column("expected_days_low", most=YEARS),
            Column("expected_days_high", most=YEARS),
            Column("office_code", to="agency_code", exact=True),
            Column("promise", to=None, choices=("none",)),
            Column("prepared_by", choices=("officer", "expert")),
        ),
        checks=(providers.answers_lie_in_their_range,),
        later=(staffing.filings_have_somebody_to_prepare_them,),
    ),
    Table(
        "makers.csv",
        Maker,
        about=_("Contract makers: what they make, how much at least, how soon."),
        key=("code",),
        columns=(
            *columns("code name_th name_en province materials min_batch min_batch_unit certificates"),
            *columns("certificate_expiry capacity_per_month source status"),
            Column("lead_days_min", most=YEARS),
            Column("lead_days_max", most=YEARS),
            Column("is_sample", to=None, like=FLAG),
            Column("operations", refers="operations.csv"),
            Column("processes", refers="operations.csv"),
            Column("families", refers="families.csv"),
            Column("range", to="range_text"),
        ),
    ),
    Table(
        "prices.csv",
        Price,
        about=_("What each provider asks for a machine, a test, an hour of a person."),
        key=("id",),
        columns=(
            *columns("machine_kind operation price_thb first_hour_thb firm_size rule valid_from valid_to"),
            *columns("source status"),
            Column("id", to="code"),
            Column("provider_kind", choices=("machine", "person", "lab", "maker", "office")),
            Column("provider", exact=True),
            Column("unit", choices=(*UNITS, "filing")),
        ),
        checks=(prices.providers_exist, prices.amounts_follow_the_rule),
        later=(prices.every_provider_has_a_price, staffing.every_step_can_be_served),
    ),
)

"""A small network in which a Mini ITC is opened: who leads, who may, and what it has."""

import datetime as dt
from typing import Any

from itc.accounts.models import User
from itc.centres.actions.opening import begin_opening, settle_opening
from itc.centres.models import Opening, Service
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from tests.cases.world import DAY, NOW
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows

TODAY = dt.date(2026, 12, 1)
FIRST = TODAY + 30 * DAY


def person(name: str, **given: Any) -> User:
    return User.objects.create_user(name=name, email=f"{name}@example.org", **given)


def officer(centre: Centre, name: str = "Somjai", since: dt.date = TODAY) -> User:
    made = person(name)
    Post.objects.create(person=made, role=Post.Role.OFFICER, centre=centre, valid_from=since)
    return made


def centre(code: str, parent: Centre, **given: object) -> Centre:
    plain = {
        "operator_type": "dip_centre", "name_th": f"ศูนย์ {code}", "name_en": f"Centre {code}", "lat": 18.0,
        "lon": 99.0, "source": "test", "confidence_is_itc": "high", "confidence_location": "high",
        "province": parent.province,
    }  # fmt: skip
    return Centre.objects.create(code=code, **plain | given)


def leading(lamphun: Centre) -> Centre:
    """Lamphun's province is led by a regional centre, not by the centre of the estate."""
    regional = centre("DIP-01", lamphun)
    rows.led(regional, lamphun.province)
    return regional


def begun(parent: Centre, by: User) -> Opening:
    return begin_opening(kind="mini_itc", province=parent.province, parent=None, by=by, now=NOW)


def ready(parent: Centre, by: User, *, hours: str = "Mon-Sun 08:30-16:30") -> Opening:
    """A draft with all it needs: an officer, a machine without an operator, a person, a service."""
    opening = begun(parent, by)
    operation("drying")
    kind = machine_kind("freeze-dryer")
    kind.operator_needed, kind.operations = "no", []
    kind.save()
    rows.unit(opening.centre, kind, f"{opening.centre_id}/freeze-dryer-01", hours=hours)
    rows.person(opening.centre, f"{opening.centre_id}/p-01", hours=hours)
    Service.objects.create(centre=opening.centre, name_th="อบแห้ง", name_en="Drying", valid_from=TODAY)
    officer(opening.centre, f"at-{opening.centre_id}")
    return opening


def settled(parent: Centre, by: User, *, on: dt.date = FIRST) -> Opening:
    opening = ready(parent, by)
    return settle_opening(centre=opening.centre_id, opens_on=on, by=by, now=NOW)


def unit_of(opening: Opening) -> Resource:
    return Resource.objects.get(code=f"{opening.centre_id}/freeze-dryer-01")

"""Everyone who ever looks at the site, and a case between them."""

import datetime as dt
import io

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from itc.accounts.models import User
from itc.cases.actions.files import add_file
from itc.cases.actions.talk import write_message
from itc.cases.models import Case, Slot
from itc.firms.actions import ask_to_join, end_membership, let_in
from itc.machines.actions.notes import add_note
from itc.machines.models import Outage
from itc.network.models import Agency, Centre, Post
from itc.notices.models import Notice
from itc.resources.actions import record_absence
from itc.resources.models import Resource
from tests.cases import world
from tests.catalogue.rows import machine_kind, operation
from tests.jobs import chores
from tests.resources import rows

CAST = (
    "owner", "colleague", "asker", "lead_officer", "lead_operator", "serving_officer", "serving_expert",
    "other_officer", "partner", "ministry", "stranger", "nobody", "refused", "former", "former_officer",
    "coming_officer", "runner", "clerk", "list_officer",
)  # fmt: skip
NUMBER = "0105535099511"


def dot() -> bytes:
    """Return a picture of one dot."""
    into = io.BytesIO()
    Image.new("RGB", (1, 1)).save(into, "PNG")
    return into.getvalue()


def posted(
    person: User, role: Post.Role, centre: Centre | None = None, agency: Agency | None = None,
    since: dt.date = dt.date(2026, 1, 1), until: dt.date | None = None,
) -> None:  # fmt: skip
    Post.objects.create(
        person=person, role=role, centre=centre, agency=agency, valid_from=since, valid_to=until
    )


@pytest.fixture(name="cast")
def everyone(lamphun: Centre, owner: User, ministry: User, stranger: User) -> dict[str, User | None]:
    """Everyone who ever looks at the site, and nobody."""
    made = {
        name: User.objects.create_user(name=name, email=f"{name}@example.org")
        for name in CAST
        if name not in {"owner", "ministry", "stranger", "nobody"}
    }
    other = Centre.objects.create(
        code="OTHER", name_th="อื่น", name_en="Other", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    serving = Centre.objects.create(
        code="SERVES", name_th="ให้บริการ", name_en="Serves", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    posted(made["list_officer"], Post.Role.OFFICER, other)
    User.objects.filter(name__in=("clerk", "list_officer")).update(is_staff=True)
    made["clerk"].user_permissions.add(Permission.objects.get(codename="change_agency"))
    made["runner"].user_permissions.add(Permission.objects.get(codename="change_dbtaskresult"))
    bank = Agency.objects.create(code="BANK", name_th="ธนาคาร", name_en="Bank", kind="bank", source="test")
    posted(made["lead_officer"], Post.Role.OFFICER, lamphun)
    posted(made["lead_operator"], Post.Role.OPERATOR, lamphun)
    posted(made["serving_officer"], Post.Role.OFFICER, serving)
    posted(made["serving_expert"], Post.Role.EXPERT, serving)
    posted(made["other_officer"], Post.Role.OFFICER, other)
    posted(made["partner"], Post.Role.OFFICER, agency=bank)
    today = world.NOW.date()
    posted(made["former_officer"], Post.Role.OFFICER, lamphun, until=today - world.DAY)
    posted(made["coming_officer"], Post.Role.OFFICER, lamphun, since=today + world.DAY)
    return made | {"owner": owner, "ministry": ministry, "stranger": stranger, "nobody": None}


def broken() -> None:
    """Keep an outage that lies ahead of somebody else's machine there."""
    unit, by = Resource.objects.get(code="U2"), User.objects.get(name="serving_expert")
    span = {"start": world.NOW + 90 * world.DAY, "end": world.NOW + 91 * world.DAY}
    Outage.objects.create(
        resource=unit, starts_at=span["start"], ends_at=span["end"], why="service", reported_at=world.NOW,
        reported_by=by, booking=record_absence(resource=unit, **span, by=by, now=world.NOW),
    )  # fmt: skip


@pytest.fixture(name="case")
def between_them(cast: dict[str, User | None], owner: User, lamphun: Centre) -> Case:
    """A case of two people of a firm, led by one centre, served by another; somebody asks to join them."""
    operation("drying")
    world.family()
    firm = world.firm_of(owner, number=NUMBER)
    for name in ("colleague", "asker", "refused", "former"):
        person = cast[name]
        assert person is not None
        asked = ask_to_join(number=NUMBER, by=person, now=timezone.now())
        if name in {"colleague", "former"}:
            let_in(membership=asked.pk, by=owner, now=timezone.now())
        if name in {"refused", "former"}:
            end_membership(membership=asked.pk, by=owner, now=timezone.now())
    serving = Centre.objects.get(pk="SERVES")
    kind = machine_kind("freeze-dryer")
    rows.unit(lamphun, kind, "U1", hours="Mon-Sun 08:30-16:30", approval="ask")
    rows.unit(serving, kind, "U2", hours="Mon-Sun 08:30-16:30")
    case = world.case_of(
        firm, owner,
        world.planned(2, world.hold("U1", 2)),
        world.planned(3, world.hold("U2", 3), centre="SERVES"),
    )  # fmt: skip
    colleague = cast["colleague"]
    assert colleague is not None
    write_message(case=case, words="ขอถามหน่อย", by=colleague, now=timezone.now())
    add_file(case=case, name="label.txt", content=b"longan", by=colleague, now=timezone.now())
    broken()
    serving_officer = cast["serving_officer"]
    assert serving_officer is not None
    add_note(
        slot=Slot.objects.get(resource__code="U2").pk, quick=[], words="ใบมีดสึก", photo=("a.png", dot()),
        for_firm=False, by=serving_officer, now=world.NOW,
    )  # fmt: skip
    Notice.objects.create(
        person=owner, kind="digest", key="1", details={"notices": []}, made_at=timezone.now()
    )
    for number in range(2):
        chores.note.enqueue(number)
    DBTaskResult.objects.update(status="FAILED", finished_at=world.NOW)
    return case

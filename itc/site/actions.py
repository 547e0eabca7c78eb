"""The demo people: one of each kind, for a sample network only."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from itc.accounts.models import User
from itc.network.models import Agency, Centre, Post
from itc.network.queries import lead_centre

PASSWORD = "ลำไยหวานมาก-2569"  # noqa: S105 - shown on purpose: sample people of a sample network


@transaction.atomic
def seed_people(*, today: dt.date) -> list[User]:
    """Return an owner, an officer and an engineer of an estate, an officer of the centre that leads where she
    lives, a ministry reader and an administrator."""
    centre = Centre.objects.filter(pk="IEAT-NRIE").first()
    lead = lead_centre("TH-51", on=today)
    ministry = Agency.objects.filter(pk="MOI").first()
    owner = _person("แม่คำ (ผู้ประกอบการตัวอย่าง)", phone="+66812345678")
    officer = _person("เจ้าหน้าที่ลำพูน (ตัวอย่าง)", email="officer@example.org", is_staff=True)
    leading = _person("เจ้าหน้าที่ศูนย์ที่ดูแลลำพูน (ตัวอย่าง)", email="lead@example.org", is_staff=True)
    engineer = _person("วิศวกรลำพูน (ตัวอย่าง)", email="engineer@example.org", is_staff=True)
    reader = _person("ผู้บริหารกระทรวง (ตัวอย่าง)", email="ministry@example.org", is_staff=True)
    admin = _person("ผู้ดูแลระบบ (ตัวอย่าง)", email="admin@example.org", is_staff=True, is_superuser=True)
    if centre:
        _post(officer, Post.Role.OFFICER, today, centre=centre)
        _post(engineer, Post.Role.OPERATOR, today, centre=centre)
    if lead:
        _post(leading, Post.Role.OFFICER, today, centre=lead)
    if ministry:
        _post(reader, Post.Role.MINISTRY, today, agency=ministry)
    return [owner, officer, leading, engineer, reader, admin]


def _person(name: str, **fields: str | bool) -> User:
    by = {"email": fields["email"]} if "email" in fields else {"phone": fields["phone"]}
    found = User.objects.filter(**by).first()
    confirmed = {f"{contact}_confirmed_at": timezone.now() for contact in by}
    return found or User.objects.create_user(name=name, password=PASSWORD, **fields, **confirmed)


def _post(person: User, role: Post.Role, today: dt.date, **where: Centre | Agency) -> None:
    if not person.posts.exists():
        Post.objects.create(person=person, role=role, valid_from=today, **where)

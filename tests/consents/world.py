"""A person whose name, contacts and words are found again wherever they stand."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.utils import timezone

from itc.accounts.actions import keep_message
from itc.accounts.models import SentCode, User
from itc.cases.actions.feeds import make_feed
from itc.cases.actions.files import add_file
from itc.cases.actions.talk import see, write_message
from itc.cases.models import Case, Miss
from itc.firms.models import Firm
from itc.planning.models import Plan
from itc.web.client import digest_of
from tests.cases import world
from tests.conftest import PASSWORD

NAME, EMAIL, PHONE = "มะลิวัลย์พิเศษ", "maliwan.phiset@example.org", "+66899990001"
FIRM, NUMBER = "ร้านมะลิวัลย์พิเศษขนมไทย", "0105535099511"
WORDS, FILE, BYTES = "คำลับของมะลิวัลย์พิเศษ", "สัญญามะลิวัลย์พิเศษ.txt", b"secret of Maliwan"
LINE_ID, AGENT = "U-line-of-maliwan", "Mozilla/5.0 (MaliwanPhone) Chrome/130.0"
TRACES = (
    "มะลิวัลย์พิเศษ", EMAIL, PHONE, "899990001", NUMBER, WORDS, LINE_ID, "MaliwanPhone", "secret of Maliwan",
)  # fmt: skip


def maliwan() -> User:
    """Return the person, with everything she can have before she has a firm."""
    now = timezone.now()
    person = User.objects.create_user(
        name=NAME, email=EMAIL, phone=PHONE, email_confirmed_at=now, phone_confirmed_at=now, password=PASSWORD
    )
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    SocialAccount.objects.create(user=person, provider="line", uid=LINE_ID)
    for contact in (EMAIL, PHONE):
        keep_message(to=digest_of(contact), text=f"{NAME} {contact}", now=now)
        SentCode.objects.create(to=digest_of(f"code to {contact}"), sent_at=now)
    LogEntry.objects.create(
        user=person, content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk),
        object_repr=NAME, action_flag=CHANGE, change_message="[]",
    )  # fmt: skip
    make_feed(by=person, replaces=None, now=now)
    return person


def signed_in(person: User) -> Client:
    """Return a browser in which she signed in by her password, a moment ago."""
    browser = Client(headers={"User-Agent": AGENT})
    browser.post("/sign-in", {"login": person.email or person.phone, "password": PASSWORD})
    browser.post("/me/again", {"password": PASSWORD})
    return browser


def firm_and_case(person: User, officer: User) -> tuple[Firm, Case]:
    """Return a firm of hers with a case of her words, in which she and the officer wrote and sent."""
    firm = world.firm_of(person, FIRM, NUMBER)
    case = world.case_of(firm, person, world.planned(2, world.hold("U1", 2)))
    plan = Plan.objects.create(
        asked={"idea": WORDS}, answer={}, digest="", data_version="", made_at=world.NOW,
        expires_at=world.NOW + dt.timedelta(days=30),
    )  # fmt: skip
    case.product, case.asked, case.plan = WORDS, {"idea": WORDS, "province": "TH-51"}, plan.pk
    case.save()
    for by, text in ((person, WORDS), (officer, f"สวัสดีคุณ{NAME}")):
        write_message(case=case, words=text, by=by, now=world.NOW)
    add_file(case=case, name=FILE, content=BYTES, by=person, now=world.NOW)
    add_file(case=case, name="quotation.txt", content=b"of the centre", by=officer, now=world.NOW)
    Miss.objects.create(step=case.steps.get(), at=world.NOW, why=[f"คุณ{NAME}ขอเลื่อน"])
    see(case=case, until=world.NOW, by=person, now=world.NOW)
    return firm, case


def everything_kept() -> str:
    """Return every value of every row of every table, as text."""
    return "\n".join(
        f"{model._meta.label} {row}"
        for model in apps.get_models()
        for row in model._base_manager.values_list(*_columns(model))
    )


def _columns(model: type[models.Model]) -> list[Any]:
    return [field.attname for field in model._meta.concrete_fields]

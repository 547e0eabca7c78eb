"""The back office reads Thai from end to end, says in a sentence what it refuses, and opens to staff only."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import translation

from itc.accounts.models import User
from itc.catalogue.models import Requirement
from itc.network.models import Centre, Post, Province
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SAME_IN_BOTH = {"ID", "URL"}
"""Labels that Thai writes in Latin letters too."""

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
MODELS = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
OURS = [model for model in apps.get_models() if model.__module__.startswith("itc.")]


@pytest.fixture
def keeper(client: Client) -> Client:
    """A browser signed in as a person who may do everything."""
    person = User.objects.create_superuser(name="ผู้ดูแล", email="keeper@example.org", password=PASSWORD)
    client.force_login(person)
    return client


def page(model: type[models.Model], name: str) -> str:
    """Return the Thai address of a page: the last request may have left another language active."""
    with translation.override("th"):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


def english(labels: Iterator[str]) -> list[str]:
    return [label for label in labels if label.isascii() and label not in SAME_IN_BOTH]


def texts(html: str, pattern: str) -> Iterator[str]:
    for found in re.findall(pattern, html, re.DOTALL):
        text = unescape(re.sub("<[^>]+>", "", found)).strip().rstrip(":")
        if text and not text.isdecimal():
            yield text


@pytest.mark.once
@MODELS
def test_a_list_of_the_back_office_names_its_columns_and_filters_in_thai(
    keeper: Client, model: type[models.Model]
) -> None:
    answer = keeper.get(page(model, "changelist"))
    html = answer.content.decode()

    assert answer.status_code == 200
    assert english(texts(html, r"<th [^>]*>(.*?)</th>")) == []
    assert english(texts(html, r"<summary>(.*?)</summary>")) == []
    assert english(texts(html, r"<h[12][^>]*>(.*?)</h[12]>")) == []


@pytest.mark.once
@MODELS
def test_a_form_of_the_back_office_names_and_explains_its_fields_in_thai(
    keeper: Client, model: type[models.Model]
) -> None:
    answer = keeper.get(page(model, "add"))
    html = answer.content.decode()
    if not admin.site._registry[model].has_add_permission(answer.wsgi_request):
        assert answer.status_code == 403
        return

    assert answer.status_code == 200
    labels = list(texts(html, r"<label[^>]*>(.*?)</label>"))
    assert labels
    assert english(iter(labels)) == []
    assert english(texts(html, r'<div class="help"[^>]*>(.*?)</div>')) == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_thing_and_every_field_of_it_has_a_thai_name(model: type[models.Model]) -> None:
    options = model._meta
    with translation.override("th"):
        names = [str(options.verbose_name), str(options.verbose_name_plural)]
        fields = [str(field.verbose_name) for field in (*options.fields, *options.many_to_many)]

    assert english(iter(names + fields)) == []


def test_an_operator_runs_a_machine_and_compares_a_limit_by_two_words() -> None:
    with translation.override("th"):
        assert Post.Role.OPERATOR.label == "ช่างคุมเครื่อง"
        assert str(Requirement._meta.get_field("operator").verbose_name) == "เครื่องหมายเปรียบเทียบ"


def test_the_back_office_bears_our_name_in_the_language_of_the_page(keeper: Client) -> None:
    thai = keeper.get("/admin/").content.decode()
    other = keeper.get("/en/admin/").content.decode()

    assert "หลังบ้าน OpenITC" in thai
    assert "วันนี้จะแก้ข้อมูลส่วนไหน" in thai
    assert "OpenITC back office" in other
    assert "Django" not in re.sub("<[^>]+>", "", thai + other)


def test_a_person_nobody_can_reach_is_refused_in_a_sentence(keeper: Client) -> None:
    html = keeper.post(page(User, "add"), {"name": "แม่คำ", "language": "th"}).content.decode()

    assert "กรุณาใส่อีเมลหรือเบอร์โทรอย่างน้อยหนึ่งอย่าง" in html
    assert not User.objects.filter(name="แม่คำ").exists()


@pytest.mark.parametrize("where", ["", "IEAT-NRIE"])
def test_a_post_is_at_a_centre_or_an_agency_and_says_so(
    keeper: Client, lamphun: Centre, ministry: User, where: str
) -> None:
    agency = "MOI" if where else ""
    asked = {"person": ministry.pk, "role": "officer", "centre": where, "agency": agency}
    html = keeper.post(page(Post, "add"), asked | {"valid_from": "2026-01-01"}).content.decode()

    assert "กรุณาเลือกศูนย์หรือหน่วยงานอย่างใดอย่างหนึ่ง" in html
    assert not Post.objects.filter(role="officer").exists()


def test_every_rule_on_a_row_that_a_form_can_break_is_said_in_a_sentence() -> None:
    silent = [
        constraint.name
        for model in REGISTERED
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


@MODELS
@pytest.mark.parametrize("name", ["changelist", "add"])
def test_a_stranger_gets_no_page_of_the_back_office(
    client: Client, stranger: User, model: type[models.Model], name: str
) -> None:
    for person in (None, stranger):
        if person is not None:
            client.force_login(person)
        answer = client.get(page(model, name))

        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


@MODELS
def test_an_officer_without_rights_reads_reference_rows_and_writes_nothing(
    client: Client, officer: User, model: type[models.Model]
) -> None:
    client.force_login(officer)
    may_read = admin.site._registry[model].has_view_permission(client.get("/admin/").wsgi_request)

    private = {"auth.Group", "accounts.User", "audit.Event", "network.Post", "resources.Booking"}
    assert may_read == (model._meta.label not in private)
    assert client.get(page(model, "changelist")).status_code == (200 if may_read else 403)
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "add"), {}).status_code == 403


def test_an_officer_who_may_not_use_the_back_office_gets_no_page(client: Client, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(is_staff=False)
    client.force_login(officer)

    for model in REGISTERED:
        assert client.get(page(model, "changelist")).status_code == 302
        assert client.get(page(model, "add")).status_code == 302


def test_an_officer_with_the_right_of_one_table_gets_its_form_and_no_other(
    client: Client, officer: User
) -> None:
    officer.user_permissions.add(Permission.objects.get(codename="add_province"))
    client.force_login(officer)

    assert client.get(page(Province, "add")).status_code == 200
    assert client.get(page(Centre, "add")).status_code == 403

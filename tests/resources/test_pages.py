"""Pages of machines, centres, laboratories and one kind of work: who can help, and nobody's name."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Price
from tests.catalogue import rows as catalogue
from tests.catalogue.test_pages import page
from tests.resources import rows

Pin = Callable[[int], AbstractContextManager[object]]

# words


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """A dryer, two alike and one larger at Lamphun, with its price."""
    kind = catalogue.machine_kind(
        capacity_min=10, capacity_max=150, capacity_unit="kg/batch", temp_min_c=35, temp_max_c=85,
        envelope_x_mm=900, envelope_y_mm=600, changeover_min_by_class=["food=30", "halal=180"],
        safety_notes="Hot surfaces", safety_notes_th="ผิวร้อน", aliases_en=["tray oven"],
    )  # fmt: skip
    catalogue.operation(provider=["dryer"])
    for code, given in (("U1", {}), ("U2", {}), ("U3", {"capacity": Decimal(150), "overnight": True})):
        rows.unit(lamphun, kind, code, **given)
    rows.price(kind, lamphun)
    return kind


def test_machines_stand_under_their_work_and_are_narrowed_by_any_word(
    client: Client, dryer: MachineKind
) -> None:
    catalogue.machine_kind("lathe", family="metal")
    html = page(client, "/en/machines")
    assert html.index("Food and drink") < html.index("Name dryer") < html.index("Name lathe")
    assert "Name lathe" not in page(client, "/en/machines?q=tray")


def test_a_machine_says_what_it_takes_and_what_it_takes_to_use_it(client: Client, dryer: MachineKind) -> None:
    html = page(client, "/en/machines/dryer")
    for said in (
        "฿65,000–฿450,000", "10–150 kg/batch", "35–85 °C", "900 × 600", "3 hours", "30 minutes",
        "45 minutes", "until your firm holds a permit", "after food 30, for halal 180",
        "<dd>Hot surfaces</dd>",
        'href="/en/operations/drying"',
    ):  # fmt: skip
        assert said in html
    assert "<dd>ผิวร้อน</dd>" in page(client, "/machines/dryer")


def test_like_units_of_a_centre_are_one_row_with_hours_capacity_answer_and_price(
    client: Client, dryer: MachineKind
) -> None:
    html = page(client, "/en/machines/dryer")
    body = html[html.index("<tbody") : html.index("</tbody>")]
    assert re.findall(r'data-label="How many"><span>(\d+)', body) == ["1", "2"]
    assert re.findall(r'data-label="Capacity"><span>([^<]+)', body) == ["150 kg/batch", "90 kg/batch"]
    assert body.count("Mon–Sat 08:30–16:30") == 2
    assert body.count("over night under watch") == 1
    assert body.count("at once") == body.count("฿600 a batch") == 2
    assert '<a href="/en/centres/IEAT-NRIE">Lamphun centre</a>' in body


def test_a_price_of_another_year_is_not_shown(client: Client, dryer: MachineKind) -> None:
    Price.objects.update(valid_to=dt.date(2021, 1, 1))
    html = page(client, "/en/machines/dryer")
    assert "฿600" not in html
    assert html.count("to be quoted") == 2


def test_a_machine_nobody_has_leads_to_the_centres(client: Client, db: None) -> None:
    catalogue.machine_kind()
    html = page(client, "/en/machines/dryer")
    assert "No centre has one yet" in html
    assert 'class="button" href="/en/centres"' in html


# one kind of work


@pytest.mark.parametrize(
    ("booked", "said"),
    [
        ("resource", "are held for you"),
        ("counter", "hand in samples"),
        ("filing", "nothing is promised"),
        ("choice", "none is named before"),
    ],
)
def test_how_it_is_booked_is_said_in_plain_words(client: Client, db: None, booked: str, said: str) -> None:
    catalogue.operation(booked_as=booked)
    assert said in page(client, "/en/operations/drying")


def test_work_at_a_machine_names_the_kinds_with_units_and_centres(client: Client, dryer: MachineKind) -> None:
    html = page(client, "/en/operations/drying")
    assert (
        '<a href="/en/machines/dryer">Name dryer</a> <p class="small soft">3 machines · 1 centre</p>' in html
    )
    assert "2–8" in html
    assert "No, it runs without a break" in html


def test_work_of_people_counts_them_by_role_and_trade(client: Client, lamphun: Centre) -> None:
    catalogue.operation("design", provider_kind="expert", provider=["product design"])
    for code, topic in (("P1", "product design"), ("P2", "product design"), ("P3", "craft")):
        rows.person(lamphun, code, role="expert", topic=topic, operations=["design"] if code != "P3" else [])
    html = page(client, "/en/operations/design")
    assert '<b>Experts</b>: product design <p class="small soft">2 people · 1 place</p>' in html
    assert "craft" not in html


def test_work_of_a_lab_tells_days_and_room_and_work_of_an_office_what_may_be_expected(
    client: Client, lamphun: Centre
) -> None:
    micro = catalogue.operation("micro", booked_as="counter", provider_kind="lab")
    licence = catalogue.operation("licence", booked_as="filing", provider_kind="agency")
    catalogue.family("soap")
    rows.counter(micro, lamphun.province)
    rows.filing(licence, applies_to="soap")
    rows.filing(licence, "F2", applies_to="makers outside Bangkok")
    lab, office = page(client, "/en/operations/micro"), page(client, "/en/operations/licence")
    assert '<a href="/en/labs#LB01">Name C1</a>' in lab
    assert 'data-label="Days until the result" class="figure"><span>8<' in lab
    assert 'data-label="Expected days; nothing is promised"><span>about 30 (15–60)<' in office
    assert "<span>Name soap<" in office
    assert "ผู้ผลิตนอกกรุงเทพฯ" in page(client, "/operations/licence")


def test_work_shows_the_standards_tests_and_families_behind_it(client: Client, db: None) -> None:
    micro = catalogue.operation("micro")
    catalogue.standard("law", operation=micro)
    catalogue.standard("tested", compulsory="no", condition_th="สมัครใจ")
    catalogue.lab_test(micro, relevant_standards=["tested"])
    catalogue.step(catalogue.family("always"), micro)
    catalogue.step(catalogue.family("sometimes"), micro, optional=True)
    html = page(client, "/en/operations/micro")
    order = ["standards/law", "standards/tested", "Name tpc", "families/always", "families/sometimes"]
    assert sorted(order, key=html.index) == order
    assert "Products that may need it" in html


def test_makers_are_named_to_nobody(client: Client, lamphun: Centre, stranger: User, officer: User) -> None:
    catalogue.operation("pilot", booked_as="choice", provider_kind="maker", provider=["maker"])
    rows.maker(lamphun.province, operations=["pilot"], families=["soap"])
    catalogue.step(catalogue.family("soap"), catalogue.operation("mix"))
    for user in (None, stranger, officer):
        if user:
            client.force_login(user)
        for path in ("operations/pilot", "families/soap", "centres/IEAT-NRIE", "centres", "labs"):
            for prefix in ("/", "/en/"):
                html = page(client, prefix + path)
                assert "โรงงานลับเฉพาะ" not in html
                assert "Secret Works" not in html


# a centre


def test_a_centre_shows_people_by_role_and_trade_and_never_by_name(
    client: Client, lamphun: Centre, stranger: User
) -> None:
    catalogue.operation("advice", provider_kind="expert")
    rows.person(lamphun, operations=["advice"])
    rows.person(lamphun, "P2", role="officer", topic="intake officer", operations=["advice"])
    for user in (None, stranger):
        if user:
            client.force_login(user)
        for path in (
            "/centres/IEAT-NRIE",
            "/en/centres/IEAT-NRIE",
            "/operations/advice",
            "/en/operations/advice",
        ):
            html = page(client, path)
            assert "คำแก้ว" not in html
            assert "Khamkaew" not in html
    html = page(client, "/centres/IEAT-NRIE")
    assert "<dt>เจ้าหน้าที่</dt><dd>เจ้าหน้าที่รับเรื่อง</dd>" in html
    assert "<dt>วิศวกร</dt><dd>วิศวกรกระบวนการ</dd>" in html


def test_a_centre_shows_its_machines_by_work_with_counts_and_rooms_apart(
    client: Client, dryer: MachineKind, lamphun: Centre
) -> None:
    rows.unit(lamphun, catalogue.machine_kind("kitchen", family="space"), "R1")
    rows.unit(lamphun, catalogue.machine_kind("lathe", family="metal"), "L1")
    html = page(client, "/en/centres/IEAT-NRIE")
    assert '<h2 id="machines">Machines <small>4</small></h2>' in html
    assert "<h3>Food and drink <small>3</small></h3>" in html
    order = ["Food and drink", "Name dryer", "<h3>Metal", "Name lathe", "Rooms", "Name kitchen"]
    assert sorted(order, key=html.index) == order


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        ({"confidence_is_itc": "low"}, "We are not sure that this is an ITC"),
        ({"confidence_location": "medium"}, "the dot may be some kilometres off"),
        ({"confidence_location": "low"}, "the dot may be in the wrong part of the province"),
    ],
)
def test_doubt_about_a_centre_is_said_in_words(
    client: Client, lamphun: Centre, doubt: dict[str, str], said: str
) -> None:
    sure = {"confidence_is_itc": "high", "confidence_location": "high"}
    Centre.objects.update(**sure)
    assert "notice--warning" not in page(client, "/en/centres/IEAT-NRIE")
    Centre.objects.update(**sure | doubt)
    assert said in page(client, "/en/centres/IEAT-NRIE")


def test_a_centre_shows_where_it_leads_today(client: Client, lamphun: Centre) -> None:
    assert "leads for the tenants of its own estate" in page(client, "/en/centres/IEAT-NRIE")
    rows.led(lamphun, lamphun.province)
    html = page(client, "/en/centres/IEAT-NRIE")
    assert "Leads today in</h2> <p>Lamphun</p>" in html


def test_a_centre_without_anything_has_a_page_in_both_languages(client: Client, lamphun: Centre) -> None:
    assert page(client, "/en/centres/IEAT-NRIE").count("None has been entered for this centre.") == 2
    assert page(client, "/centres/IEAT-NRIE").count("ยังไม่มีข้อมูลของศูนย์นี้") == 2


# laboratories


def test_a_laboratory_shows_its_counters_hours_and_tests(client: Client, lamphun: Centre) -> None:
    micro = catalogue.operation("micro")
    catalogue.lab_test(micro)
    rows.counter(micro, lamphun.province, tests=["tpc", "gone"], accreditation="ISO/IEC 17025")
    rows.counter(catalogue.operation("metals"), lamphun.province, "C2", lead_days=6, by_post=False)
    html = page(client, "/en/labs")
    assert html.count('<section class="block lab" id="LB01"') == 1
    for said in ("Mon–Fri 08:30–15:00", "ISO/IEC 17025", "Name metals", "<li>Name tpc</li>", "1 test<"):
        assert said in html
    assert "also by post" not in html


# how much it costs the database


def test_the_number_of_queries_does_not_grow_with_the_network(
    client: Client, dryer: MachineKind, lamphun: Centre, django_assert_num_queries: Pin
) -> None:
    micro = catalogue.operation("micro", booked_as="counter", provider_kind="lab")
    for number in range(10):
        rows.unit(lamphun, catalogue.machine_kind(f"kind-{number}"), f"K{number}")
        rows.person(lamphun, f"P{number}")
        rows.counter(micro, lamphun.province, f"C{number}", lab_code=f"LB{number}")
        catalogue.lab_test(micro, f"t{number}")
    for path, queries in (
        ("/machines", 1),
        ("/machines/dryer", 4),
        ("/operations/drying", 3),
        ("/operations/micro", 4),
        ("/centres/IEAT-NRIE", 18),
        ("/labs", 2),
    ):
        client.get(path)  # reads the snapshot
        with django_assert_num_queries(queries):
            client.get(path)


@pytest.mark.parametrize(
    ("word", "there"), [("micro", True), ("ลำพูน", True), ("Lamphun", True), ("rocket", False)]
)
def test_laboratories_are_narrowed_by_what_they_test_or_where(
    client: Client, lamphun: Centre, word: str, there: bool
) -> None:
    rows.counter(catalogue.operation("micro", booked_as="counter", provider_kind="lab"), lamphun.province)
    body = page(client, f"/en/labs?q={word}")
    assert ('id="LB01"' in body) is there
    assert ("Nothing here has that word" in body) is not there

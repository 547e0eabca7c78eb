"""A list of firms is seen before anybody is entered, and undone while nobody has used them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from itc.accounts.actions import make_claim_code
from itc.accounts.models import User
from itc.audit.models import Event
from itc.consents.models import BY_OFFICER, Consent, Purpose
from itc.firms.models import Firm, Membership
from itc.network.models import Centre, Post
from itc.planning.queries.walking_in import firm_known_to
from itc.sheets.actions.firms import enter_firms, undo_firms, upload_firms
from itc.sheets.errors import (
    ConsentNotHere,
    HasFaults,
    Moved,
    NothingToDo,
    SameNames,
    UnknownTable,
    UsedSince,
)
from itc.sheets.models import FIRMS, Upload
from itc.sheets.queries.firms import FirmPreview, firm_preview, marked_list, template
from itc.sheets.queries.preview import upload_of
from itc.sheets.rules import COLUMNS, choice, column_called, lost_zero, province_code, whole_phone
from tests.cases import world
from tests.sheets.files import cells_of, csv, xlsx

NOW = world.NOW
HEADER = tuple(column.field for column in COLUMNS)
NUMBER, OTHER = "0105535099511", "0105556000013"
MISTYPED = "One digit of this number is mistyped: its last digit does not fit the others."
ROW: dict[str, Any] = {
    "name": "แม่คำลำไย", "number": NUMBER, "kind": "SME", "sector": "makes things", "province": "ลำพูน",
    "people": 6, "revenue_thb": "๑,๕๐๐,๐๐๐", "contact": "คำ แก้วมา", "phone": "081 234 5678",
}  # fmt: skip
SECOND = ROW | {"name": "บัวไม้", "number": "", "contact": "บัว ใจดี", "phone": 899998888, "kind": "startup"}


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _purpose(officer: User) -> None:
    Purpose.objects.create(
        code=BY_OFFICER, version=1, name_th="ก", name_en="a", words_th="ก", words_en="a",
        valid_from=dt.date(2026, 1, 1), source="test",
    )  # fmt: skip


def listed(officer: User, *given: dict[str, Any]) -> FirmPreview:
    content = xlsx(HEADER, *[[row[name] for name in HEADER] for row in given], title="firms")
    upload = upload_firms(content=content, by=officer, now=NOW)
    return firm_preview(upload_of(upload.pk, FIRMS, officer))


def press(seen: FirmPreview, *, consent: bool = True, others: bool = False) -> Upload:
    upload = seen.upload
    return enter_firms(
        upload=upload.pk, digest=seen.digest, consent=consent, others=others, by=upload.by, now=NOW
    )


def told(seen: FirmPreview) -> list[tuple[str, str]]:
    return [(each.place, each.what) for each in seen.told(seen.faults)]


def test_firms_are_entered_with_their_people_and_the_consent_they_signed(
    officer: User, lamphun: Centre
) -> None:
    seen = listed(officer, ROW, SECOND)
    assert told(seen) == []
    assert not Firm.objects.exists()
    done = press(seen)
    first, second = Firm.objects.order_by("pk")
    assert (first.tax_number, first.sector, first.province_id) == (NUMBER, "manufacturing", "TH-51")
    assert (first.people, first.revenue_thb, first.kind) == (6, Decimal(1_500_000), "sme")
    assert (second.tax_number, second.kind) == (None, "startup")
    person = second.memberships.get().person
    assert (person.name, person.phone, person.is_staff) == ("บัว ใจดี", "+66899998888", False)
    assert Consent.objects.get(person=person).how == "paper"
    assert firm_known_to(lamphun, str(second.pk), now=NOW) == second  # the centre finds them again
    assert (done.sheet, done.counts) == ({}, {"added": 2})
    assert Event.objects.get(verb="firms.uploaded").details == {"firms": 2}
    with pytest.raises(NothingToDo):
        press(seen)


@pytest.mark.parametrize(
    ("wrong", "place", "what"),
    [
        ({"name": ""}, "A2", "the cell is empty"),
        ({"number": 105535099511}, "B2", "a leading zero was lost"),
        ({"number": "0105535099512"}, "B2", MISTYPED),
        ({"number": "123"}, "B2", "The number of a firm has 13 digits, and this has 3."),
        ({"kind": "circus"}, "C2", "Select a valid choice. circus is not one of the available choices."),
        ({"province": "อยุธยา"}, "E2", "Select a valid choice. อยุธยา is not one of the available choices."),
        ({"people": "-4"}, "F2", "Ensure this value is greater than or equal to 0."),
        ({"revenue_thb": "มาก"}, "G2", "Enter a number."),
        ({"contact": None}, "H2", "the cell is empty"),
        ({"phone": "12"}, "I2", "Write a phone like 081 234 5678."),
        ({"name": "=A1"}, "A2", "a formula"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_cell_in_the_words_of_the_firms_own_page(
    officer: User, wrong: dict[str, Any], place: str, what: str
) -> None:
    seen = listed(officer, ROW | wrong)
    assert told(seen) == [(place, what)]
    with pytest.raises(HasFaults):
        press(seen)
    assert cells_of(marked_list(seen), sheet=1)[1][0] == place
    assert not Firm.objects.exists()


def test_what_stands_twice_or_is_here_already_is_found(officer: User, owner: User) -> None:
    world.firm_of(owner, "อีกราย", number=NUMBER)
    alike = SECOND | {"name": "บริษัท บัวไม้ จำกัด", "phone": ""}
    seen = listed(officer, ROW, SECOND, alike, SECOND | {"name": "ค"})
    assert told(seen) == [
        ("B2", "this firm is here already"), ("I2", "somebody has this phone already"),
        ("A4", "the same stands in row 3 already"), ("I5", "the same stands in row 3 already"),
    ]  # fmt: skip
    assert owner.phone == "+66812345678"


def test_a_firm_of_the_same_name_is_entered_only_as_another(officer: User, stranger: User) -> None:
    world.firm_of(stranger, "บริษัท บัวไม้ จำกัด")
    seen = listed(officer, SECOND)
    assert [each.what for each in seen.told(seen.same)] == ["a firm of this name is here in this province"]
    with pytest.raises(SameNames):
        press(seen)
    press(seen, others=True)
    assert Firm.objects.count() == 2


def test_without_the_signed_papers_nobody_is_entered(officer: User) -> None:
    with pytest.raises(ConsentNotHere):
        press(listed(officer, ROW), consent=False)
    assert not Firm.objects.exists()


def test_who_came_meanwhile_is_seen_first(officer: User, stranger: User) -> None:
    seen = listed(officer, ROW)
    world.firm_of(stranger, "อีกราย", number=NUMBER)
    with pytest.raises(HasFaults):
        press(seen)
    other = listed(officer, SECOND)
    Upload.objects.filter(pk=other.upload.pk).update(
        sheet=listed(officer, ROW | {"number": OTHER}).upload.sheet
    )
    with pytest.raises(Moved):
        press(other)


def test_only_an_officer_in_post_may_and_only_her_own(
    officer: User, ministry: User, stranger: User, owner: User
) -> None:
    seen = listed(officer, ROW | {"phone": ""})
    for by in (ministry, stranger, owner):
        with pytest.raises(UnknownTable):
            upload_firms(content=csv(HEADER), by=by, now=NOW)
        with pytest.raises(UnknownTable):
            enter_firms(upload=seen.upload.pk, digest=seen.digest, consent=True, others=True, by=by, now=NOW)
    done = press(seen)
    with pytest.raises(UnknownTable):
        undo_firms(upload=done.pk, by=ministry, now=NOW)
    Post.objects.filter(person=officer).update(valid_to=dt.date(2026, 6, 1))
    with pytest.raises(UnknownTable):
        upload_firms(content=csv(HEADER), by=officer, now=NOW)


def test_undone_nothing_of_them_is_left(officer: User, owner: User) -> None:
    before = User.objects.count()
    done = press(listed(officer, ROW | {"phone": ""}, SECOND))
    undo_firms(upload=done.pk, by=officer, now=NOW)
    assert (Firm.objects.count(), Membership.objects.count(), Consent.objects.count()) == (0, 0, 0)
    assert User.objects.count() == before
    assert Event.objects.get(verb="firms.undone").details == {"firms": 2}
    with pytest.raises(NothingToDo):
        undo_firms(upload=done.pk, by=officer, now=NOW)
    press(listed(officer, ROW | {"phone": ""}, SECOND))


def test_firms_in_use_are_named_and_none_is_removed(officer: User, owner: User) -> None:
    done = press(listed(officer, ROW | {"phone": ""}, SECOND))
    first, second = Firm.objects.order_by("pk")
    person = second.memberships.get().person
    code = make_claim_code(person=person, by=officer, now=NOW)
    assert code
    with pytest.raises(UsedSince, match="บัวไม้"):
        undo_firms(upload=done.pk, by=officer, now=NOW)
    person.claim_codes.all().delete()
    Membership.objects.create(person=owner, firm=first, asked_at=NOW)
    with pytest.raises(UsedSince, match="แม่คำลำไย"):
        undo_firms(upload=done.pk, by=officer, now=NOW)
    first.memberships.filter(person=owner).delete()
    User.objects.filter(pk=person.pk).update(last_login=NOW)
    with pytest.raises(UsedSince, match="บัวไม้"):
        undo_firms(upload=done.pk, by=officer, now=NOW)
    assert Firm.objects.count() == 2


def test_more_than_five_hundred_come_in_several_lists(officer: User) -> None:
    seen = listed(officer, *[SECOND | {"phone": ""}] * 501)
    assert told(seen) == [("the file", "more than 500 firms")]


def test_the_blank_list_is_read_as_its_own(officer: User) -> None:
    for language in ("th", "en"):
        with translation.override(language):
            head = cells_of(template())[0]
        assert [column_called(name) for name in head] == list(HEADER)
    assert "must" in " ".join(str(each) for each in cells_of(template(), sheet=1)[0]).lower()


def test_words_are_understood_in_both_languages() -> None:
    assert choice("startup", Firm.Kind.choices) == "startup"
    assert choice(" S.M.E ", Firm.Kind.choices) == "sme"
    assert choice("circus ", Firm.Kind.choices) == "circus"
    assert province_code("จังหวัดลำพูน", {"ลำพูน": "TH-51"}) == "TH-51"
    assert province_code("จ. ลำพูน", {"ลำพูน": "TH-51"}) == "TH-51"
    assert province_code("x", {}) == "x"
    assert lost_zero("105535099511") == NUMBER
    assert lost_zero("105535099512") == ""
    assert lost_zero("12") == ""
    assert whole_phone("812345678") == "0812345678"
    assert whole_phone("53-123456") == "053123456"
    assert whole_phone("081 234 5678") == "081 234 5678"

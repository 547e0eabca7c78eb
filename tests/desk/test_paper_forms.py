"""Paper forms: printed with a number each, found again by what is written on them, typed in once."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.models import Case
from itc.cases.queries.lists import leads_any
from itc.desk.actions.walking_in import MOST_BLANKS, print_blanks
from itc.desk.errors import UnknownPaperForm
from itc.desk.models import PaperForm
from itc.desk.paper.form import sheet
from itc.desk.queries.walking_in import home_province, paper_form_of
from itc.network.models import Centre, Post
from tests.cases.conftest import case, dryer, firm  # noqa: F401 - fixtures are used by their names
from tests.cases.world import HOUR, NOW

pytestmark = pytest.mark.django_db
LINK = "https://itc.example/desk/walk-in"


@pytest.fixture
def theirs(lamphun: Centre) -> User:
    other = Centre.objects.create(
        code="ELSE", name_th="ที่อื่น", name_en="Elsewhere", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    person = User.objects.create_user(name="Theirs", email="theirs@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=other, valid_from="2026-01-01")
    return person


def blanks(by: User, number: int = 1) -> list[PaperForm]:
    return print_blanks(number=number, by=by, now=NOW)


@pytest.mark.parametrize(("asked", "made"), [(-3, 1), (0, 1), (1, 1), (7, 7), (999, MOST_BLANKS)])
def test_as_many_are_printed_as_a_person_asks_for_and_never_a_ream(
    officer: User, asked: int, made: int
) -> None:
    forms = blanks(officer, asked)
    assert len({form.code for form in forms}) == made
    event = Event.objects.get(verb="paper-forms.printed")
    assert event.details["number"] == made


def test_a_number_is_read_as_people_copy_it(officer: User) -> None:
    (form,) = blanks(officer)
    code = form.code
    for written in (code, code.lower(), f"{code[:4]}-{code[4:]}", f" {code[:4]} {code[4:]} ", f"{code}."):
        assert paper_form_of(written, officer, now=NOW) == form, written


@pytest.mark.parametrize("written", ["", " ", "\0", "-", "ก" * 400, "ABC", "๑๒๓๔๕๖๗๘", "🥭"])
def test_what_is_no_number_is_no_form(officer: User, written: str) -> None:
    blanks(officer)
    with pytest.raises(UnknownPaperForm):
        paper_form_of(written, officer, now=NOW)


def test_a_form_is_its_centres_whoever_of_it_printed_it(officer: User, theirs: User, lamphun: Centre) -> None:
    (form,) = blanks(officer)
    with pytest.raises(UnknownPaperForm):
        paper_form_of(form.code, theirs, now=NOW)
    colleague = User.objects.create_user(name="Colleague", email="c@example.org")
    Post.objects.create(person=colleague, role="officer", centre=lamphun, valid_from="2026-01-01")
    assert paper_form_of(form.code, colleague, now=NOW) == form


def test_each_page_leads_back_to_where_its_own_number_is_typed_in(officer: User) -> None:
    forms = blanks(officer, 3)
    printed = sheet(forms, link=LINK, now=NOW)
    assert (len(printed["forms"]), printed["link"]) == (3, LINK)
    told = str(printed)
    for form in forms:
        assert form.code[:4] in told
        assert form.code[4:] in told
    assert officer.name not in told, "who prints it is nothing to the person who fills it in"


@pytest.mark.usefixtures("dryer")
def test_a_form_is_typed_in_whole_and_not_before_it_was_printed(case: Case, officer: User) -> None:  # noqa: F811
    (form,) = blanks(officer)
    rows = PaperForm.objects.filter(pk=form.pk)
    for half in ({"typed_at": NOW}, {"typed_by": officer}, {"case": case}, {"typed_at": NOW, "case": case}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**half)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(typed_at=NOW - HOUR, typed_by=officer, case=case)
    assert rows.update(typed_at=NOW, typed_by=officer, case=case) == 1


def test_who_came_in_is_most_likely_from_the_province_of_the_centre(officer: User, lamphun: Centre) -> None:
    assert home_province(officer, now=NOW) == lamphun.province_id


class TestPage:
    """The page where they are asked for."""

    @pytest.mark.parametrize("number", ["", "0", "-1", "๓", "x", "1.5", "\0", "9999"])
    def test_a_number_nobody_means_is_one_form(
        self, client: Client, officer: User, monkeypatch: pytest.MonkeyPatch, number: str
    ) -> None:
        monkeypatch.setattr("itc.desk.views.walking_in.pdf", lambda layout, words: b"%PDF")
        client.force_login(officer)
        answer = client.post("/desk/walk-in/forms.pdf", {"number": number})
        assert (answer.status_code, PaperForm.objects.count()) == (200, 1)

    def test_nothing_is_printed_by_looking(self, client: Client, officer: User) -> None:
        client.force_login(officer)
        assert client.get("/desk/walk-in/forms.pdf?number=5").status_code == 405
        assert not PaperForm.objects.exists()

    def test_whose_post_has_ended_prints_none(self, client: Client, officer: User) -> None:
        Post.objects.filter(person=officer).update(valid_to=dt.date(2026, 1, 2))
        client.force_login(officer)
        assert client.post("/desk/walk-in/forms.pdf", {"number": "1"}).status_code == 404
        assert not leads_any(officer, now=NOW)
        assert not PaperForm.objects.exists()

    def test_a_wrong_number_is_there_to_be_compared_with_the_paper(
        self, client: Client, officer: User
    ) -> None:
        client.force_login(officer)
        answer = client.get("/en/desk/walk-in?form=ABCD 1234")
        assert answer.status_code == 404
        assert "ABCD 1234" in answer.content.decode()
        assert "Compare the letters" in answer.content.decode()

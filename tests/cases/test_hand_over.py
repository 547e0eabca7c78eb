"""A case goes to another centre: who leads it now is told, what is held stays, who had it looks no more."""

import pytest
from django.test import Client
from django.utils.translation import override

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.handling import give_in_hand, hand_over
from itc.cases.actions.talk import write_message
from itc.cases.errors import CaseClosed, NobodyThere, NoReason, SameCentre, UnknownCase
from itc.cases.models import Case, Closure, Handling, HandOver
from itc.cases.queries.lists import cases_of
from itc.cases.queries.talk import talk_of
from itc.cases.registry import lines_of
from itc.consents.actions import give
from itc.consents.models import BY_OFFICER
from itc.consents.queries import require_by_officer
from itc.desk import queries
from itc.desk.rules import Asked
from itc.network.models import Centre, Post
from itc.notices.models import Notice
from itc.resources.models import Booking
from tests.cases.world import DAY, HOUR, NOW
from tests.consents.conftest import purpose  # noqa: F401 - a fixture is used by its name


@pytest.fixture
def other(lamphun: Centre) -> Centre:
    return Centre.objects.create(
        code="OTHER", name_th="ศูนย์อื่น", name_en="Other centre", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip


@pytest.fixture
def theirs(other: Centre) -> User:
    person = User.objects.create_user(name="Theirs", email="theirs@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=other, valid_from="2026-01-01")
    return person


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def told(person: User) -> set[str]:
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_the_other_centre_leads_it_and_all_are_told(
    case: Case, officer: User, theirs: User, other: Centre, owner: User
) -> None:
    held = Booking.objects.live().count()
    hand_over(case=case, centre=other, words="ศูนย์ของท่านมีเครื่องอบใหญ่กว่า", by=officer, now=NOW + HOUR)
    assert fresh(case).lead_centre == other
    assert Booking.objects.live().count() == held > 0
    assert told(theirs) == {"case.handed-over"}
    assert "case.new-lead" in told(owner)
    with override("th"):
        (line,) = queries.desk(theirs, Asked(), now=NOW + HOUR).lines
    assert (line.case.pk, line.came_from) == (case.pk, "ศูนย์ลำพูน")
    assert Event.objects.filter(verb="case.handed-over", by_id=officer.pk).count() == 1
    assert "ศูนย์ของท่านมีเครื่องอบใหญ่กว่า" in str(lines_of(fresh(case), owner)[0].words)


def test_who_led_it_sees_it_no_more_and_it_is_in_nobodys_hands(
    client: Client, case: Case, officer: User, theirs: User, other: Centre
) -> None:
    colleague = User.objects.create_user(name="Colleague", email="c@example.org")
    Post.objects.create(
        person=colleague, role=Post.Role.OFFICER, centre=case.lead_centre, valid_from="2026-01-01"
    )
    give_in_hand(case=case, officer=colleague, by=officer, now=NOW)
    hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=NOW + HOUR)
    assert not Handling.objects.live().exists()
    assert "case.handed-away" in told(colleague)
    assert not cases_of(officer, now=NOW + HOUR)
    with pytest.raises(UnknownCase):
        confirm_case(case=case, by=officer, now=NOW + HOUR)
    client.force_login(officer)
    assert client.get(f"/cases/{case.code}").status_code == 404


def test_who_read_it_before_knows_it_no_more_at_once(
    case: Case, officer: User, theirs: User, other: Centre
) -> None:
    seen_before = fresh(case)
    hand_over(case=fresh(case), centre=other, words="ใกล้กว่า", by=officer, now=NOW)
    with pytest.raises(UnknownCase):
        confirm_case(case=seen_before, by=officer, now=NOW)
    with pytest.raises(UnknownCase):
        hand_over(case=fresh(case), centre=other, words="again", by=officer, now=NOW)


def test_a_new_centre_has_three_working_days_and_one_that_had_it_one(
    case: Case, officer: User, theirs: User, other: Centre, lamphun: Centre
) -> None:
    late = case.lapses_at - HOUR
    hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=late)
    anew = fresh(case).lapses_at
    assert anew >= late + 3 * DAY
    hand_over(case=fresh(case), centre=lamphun, words="เครื่องเสีย", by=theirs, now=anew - HOUR)
    assert fresh(case).lead_centre == lamphun
    assert fresh(case).lapses_at - anew == DAY, "a working day to answer in, not three"
    back = fresh(case).lapses_at
    hand_over(case=fresh(case), centre=other, words="ซ่อมแล้ว", by=officer, now=NOW)
    assert fresh(case).lapses_at == back, "never sooner than the firm was told"


def test_words_are_of_the_centre_that_led_it_then(
    case: Case, officer: User, theirs: User, other: Centre
) -> None:
    write_message(case=case, words="ยินดีค่ะ", by=officer, now=NOW)
    hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=NOW + HOUR)
    write_message(case=fresh(case), words="รับต่อค่ะ", by=theirs, now=NOW + 2 * HOUR)
    said = talk_of(fresh(case), theirs, now=NOW + 3 * HOUR).said
    assert ["ศูนย์ลำพูน" in said[0].of, "ศูนย์อื่น" in said[1].of] == [True, True]


def test_it_is_refused_with_reasons(
    case: Case, officer: User, owner: User, lamphun: Centre, other: Centre
) -> None:
    with pytest.raises(NobodyThere):
        hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=NOW)
    with pytest.raises(SameCentre):
        hand_over(case=case, centre=lamphun, words="ใกล้กว่า", by=officer, now=NOW)
    with pytest.raises(NoReason):
        hand_over(case=case, centre=other, words=" ", by=officer, now=NOW)
    with pytest.raises(UnknownCase):
        hand_over(case=case, centre=other, words="ใกล้กว่า", by=owner, now=NOW)
    Closure.objects.create(case=case, at=NOW, by=officer, why=Closure.Why.DONE)
    with pytest.raises(CaseClosed):
        hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=NOW)
    assert not HandOver.objects.exists()


@pytest.mark.usefixtures("purpose")
def test_what_the_firm_allowed_holds_for_who_looks_after_it_now(
    case: Case, officer: User, theirs: User, other: Centre, owner: User
) -> None:
    give(person=owner, purpose=BY_OFFICER, by=owner, now=NOW)
    hand_over(case=case, centre=other, words="ใกล้กว่า", by=officer, now=NOW)
    require_by_officer(case.firm, now=NOW)


def test_from_the_case_and_back(
    client: Client, case: Case, officer: User, theirs: User, other: Centre, lamphun: Centre,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + 2 * HOUR)
    client.force_login(officer)
    address = f"/en/cases/{case.code}/hand-over"
    refused = client.post(address, {"centre": "", "words": "Nearer to her"})
    assert (refused.status_code, "Nearer to her" in refused.content.decode()) == (422, True)
    assert client.post(address, {"centre": "NONE\0", "words": "x"}).status_code == 422
    done = client.post(address, {"centre": other.pk, "words": "Nearer to her"}, follow=True)
    assert done.redirect_chain[0][0] == "/en/desk"
    assert client.post(address, {"centre": other.pk, "words": "Nearer to her"}).status_code == 404
    client.force_login(theirs)
    html = client.get(f"/en/cases/{case.code}").content.decode()
    assert "From Lamphun centre since" in html
    assert "Send it back to Lamphun centre" in html
    assert "from Lamphun centre" in client.get("/en/desk").content.decode()
    sent = {"centre": ["", lamphun.pk], "words": "Our dryer is broken"}
    assert client.post(address, sent).status_code == 302
    assert fresh(case).lead_centre == lamphun


def test_many_at_once_and_what_was_typed_stays(
    client: Client, case: Case, officer: User, theirs: User, other: Centre
) -> None:
    client.force_login(officer)
    sent = {"case": [case.code], "do": "hand-over", "centre": other.pk, "words": ""}
    refused = client.post("/en/desk/together", sent)
    assert refused.status_code == 422
    client.post("/en/desk/together", sent | {"words": "Nearer"})
    assert fresh(case).lead_centre == other

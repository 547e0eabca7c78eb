"""Links of reminders after something happened: a time lost, a hand-over, a machine that looks at mail."""

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.answering import lose
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.links import READS, come_by_link, lock_link, make_link, open_link, use_up
from itc.cases.actions.telling import remind
from itc.cases.link_errors import LinkOver, LinkTooOften, UnknownLink
from itc.cases.models import Case, Miss, Step, StepLink
from itc.cases.models.links import secret_of
from itc.cases.models.steps import SAID_NO
from itc.cases.queries.links import State, link_of, short_firm, state_of
from itc.firms.models import Membership
from itc.notices.models import Notice
from tests.cases.world import DAY, HOUR, NOW


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def step(case: Case, officer: User) -> Step:
    """A step six days ahead, of a confirmed case."""
    confirm_case(case=case, by=officer, now=NOW)
    return case.steps.get(seq=2)


@pytest.fixture
def secret(step: Step, owner: User) -> str:
    return make_link(step=step, person=owner, sending="a-sending", now=NOW)


def test_nobody_says_that_she_comes_to_a_time_that_was_lost(
    client: Client, step: Step, secret: str, officer: User
) -> None:
    lose(slot=step.slots.get(), why=SAID_NO, words="ซ่อม", by=officer, now=NOW)
    assert state_of(link_of(secret), now=NOW) == State.LOST
    with pytest.raises(LinkOver):
        come_by_link(secret=secret, now=NOW)
    answer = client.get(f"/en/come/{secret}")
    html = answer.content.decode()
    assert answer.status_code == 410
    assert "do not come then" in html
    assert 'name="comes"' not in html
    assert client.post(f"/en/come/{secret}", {"comes": "on"}).status_code in {409, 410}
    assert StepLink.objects.get().comes_at is None


def test_once_the_time_is_found_again_the_link_holds(step: Step, secret: str) -> None:
    Miss.objects.create(step=step, at=NOW, why=[])
    assert state_of(link_of(secret), now=NOW) == State.LOST
    Miss.objects.update(made_good_at=NOW)
    assert state_of(link_of(secret), now=NOW) == State.HOLDS


def test_of_a_lost_time_nobody_is_reminded(step: Step) -> None:
    Miss.objects.create(step=step, at=NOW, why=[])
    assert remind(now=step.starts_at - 20 * HOUR) == 0


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_machine_that_looks_at_mail_changes_nothing(
    client: Client, secret: str, step: Step, method: str
) -> None:
    events, before = Event.objects.count(), StepLink.objects.values().get()
    for query in ("", "?comes=on", "?comes=on&shown=1.x"):
        answer = getattr(client, method)(f"/come/{secret}{query}")
        assert answer.status_code == 200, query
    assert StepLink.objects.values().get() == before
    assert Event.objects.count() == events
    step.refresh_from_db()
    assert step.dropped_at is None


def test_scanners_look_often_and_are_held_off_before_they_tire_the_site(secret: str) -> None:
    for _look in range(READS):
        open_link(secret=secret, now=NOW)
    with pytest.raises(LinkTooOften) as refused:
        open_link(secret=secret, now=NOW)
    assert 0 < refused.value.retry_after <= 600
    open_link(secret=secret, now=NOW + HOUR)


def test_a_letter_more_or_less_or_other_leads_nowhere(client: Client, secret: str) -> None:
    other = "A" if secret[0] != "A" else "B"
    for wrong in (secret[:-1], secret + "A", other + secret[1:], secret.swapcase()):
        with pytest.raises(UnknownLink):
            link_of(wrong)
        assert client.get(f"/come/{wrong}").status_code == 404


def test_used_up_it_is_good_for_nothing_and_says_what_was_done(
    client: Client, secret: str, owner: User
) -> None:
    use_up(link=lock_link(secret=secret, now=NOW), did=StepLink.Did.CANCELLED, now=NOW)
    assert state_of(link_of(secret), now=NOW) == State.USED
    with pytest.raises(LinkOver):
        lock_link(secret=secret, now=NOW)
    html = client.get(f"/en/come/{secret}").content.decode()
    assert "given back" in html
    assert "<form" not in html.partition('class="by-link')[2].partition("</main>")[0]
    assert Notice.objects.get(person=owner, kind="step.by-link").details["did"] == "cancelled"


def test_it_is_hers_though_somebody_else_opens_it(client: Client, secret: str, stranger: User) -> None:
    """Who got a link by mistake sees one step, and what she presses is recorded as done by the link."""
    client.force_login(stranger)
    html = client.get(f"/come/{secret}").content.decode()
    assert "แม่คำลำไย" not in html
    client.post(f"/come/{secret}", {"comes": "on"})
    event = Event.objects.get(verb="case.by-link")
    assert event.by_id == StepLink.objects.get().person_id != stranger.pk
    assert client.get(f"/cases/{StepLink.objects.get().step.case.code}").status_code == 404


def test_a_colleague_who_left_the_firm_sees_no_date(
    client: Client, step: Step, officer: User, owner: User, stranger: User
) -> None:
    firm = step.case.firm
    mine = Membership.objects.create(firm=firm, person=stranger, asked_at=NOW, let_in_at=NOW, let_in_by=owner)
    hers = make_link(step=step, person=stranger, sending="to-a-colleague", now=NOW)
    assert step.name_th in client.get(f"/come/{hers}").content.decode()
    Membership.objects.filter(pk=mine.pk).update(ended_at=NOW, ended_by=owner)
    answer = client.get(f"/come/{hers}")
    assert answer.status_code == 410
    assert step.name_th not in answer.content.decode()


def test_of_two_who_are_reminded_each_has_a_link_of_her_own(step: Step, owner: User, stranger: User) -> None:
    one = make_link(step=step, person=owner, sending="one", now=NOW)
    other = make_link(step=step, person=stranger, sending="other", now=NOW)
    come_by_link(secret=one, now=NOW)
    assert link_of(one).comes_at == NOW
    assert one != other
    assert StepLink.objects.filter(comes_at=None).count() == 1


def test_the_secret_depends_on_the_sending_alone() -> None:
    assert secret_of("a") == secret_of("a") != secret_of("b")
    assert set(secret_of("a")) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("", ""),
        ("ABC", "ABC"),
        ("ABCD", "ABC…"),
        ("A B C", "A B…"),
        ("ก๊กก๊ก", "ก๊กก๊…"),
        ("ปู่ย่า", "ปู่ย่า"),
        ("น้ำพริก", "น้ำพ…"),
    ],
)
def test_short_is_a_firm_with_its_vowels_whole(case: Case, name: str, short: str) -> None:
    case.firm.name = name
    found = short_firm(case)
    assert found.rstrip("…") == name[: len(found.rstrip("…"))]
    assert len(name) <= 3 or found.endswith("…") or found == name
    assert found == short


def test_days_before_it_begins_and_at_its_very_moment(step: Step, secret: str) -> None:
    link = link_of(secret)
    assert state_of(link, now=step.starts_at - DAY) == State.HOLDS
    assert state_of(link, now=step.starts_at) == State.BEGUN

"""The page of a reminder's link: without sign-in, one step alone, changed by nothing but a press."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions import links
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.links import make_link
from itc.cases.models import Case, Slot, Step, StepLink
from itc.consents.actions.erasing import erase
from itc.network.models import Post
from itc.notices.models import Notice
from itc.planning.actions.by_link import change_by_link
from itc.planning.errors import ChangedMeanwhile
from itc.planning.queries.effects import Wish, effect
from tests.planning.underway import case_of, others, snapshot, sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def case(owner: User, stranger: User, now: dt.datetime) -> Case:
    found = case_of("ลำไยอบแห้ง 100 กก.", owner, now)
    Post.objects.create(
        person=stranger, role=Post.Role.OFFICER, centre=found.lead_centre, valid_from=now.date()
    )
    confirm_case(case=found, by=stranger, now=now)
    return found


@pytest.fixture
def step(case: Case) -> Step:
    """A held step that she comes to, and nothing of which is near."""
    rows = case.steps.kept().filter(presence="owner", certainty="firm").order_by("starts_at")
    return next(row for row in rows if row.slots.exists())


@pytest.fixture
def url(step: Step, owner: User, now: dt.datetime) -> str:
    secret = make_link(step=step, person=owner, sending="a-sending", now=now)
    return reverse("step_by_link", args=[secret])


def got(client: Client, url: str, status: int = 200, **asked: str) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == status
    return answer.content.decode()


def shown(html: str) -> list[str]:
    return re.findall(r'name="shown" value="([^"]+)"', html)


def test_it_shows_the_step_and_nothing_of_its_case_and_keeps_out_of_sight(
    client: Client, url: str, step: Step
) -> None:
    answer = client.get(url)
    html = answer.content.decode()
    assert step.name_th in html
    for hidden in (step.case.code, step.case.firm.name, step.case.product, "฿"):
        assert hidden not in html
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies, "browsers inside LINE and mail keep none"


def test_to_look_changes_nothing(client: Client, url: str, case: Case) -> None:
    before, events = snapshot(case), Event.objects.count()
    for asked in ({}, {"move": "on"}, {"drop": "on"}, {"day": "2030-01-01"}, {"comes": "on"}):
        client.get(url, asked)
    client.head(url)
    assert (snapshot(case), Event.objects.count()) == (before, events)
    assert not StepLink.objects.exclude(comes_at=None, used_at=None).exists()


def test_she_says_that_she_comes_twice_with_no_cookie_and_no_proof(url: str) -> None:
    bare = Client(enforce_csrf_checks=True)
    assert bare.post(url, {"comes": "on"}).status_code == bare.post(url, {"comes": "on"}).status_code == 302
    html = got(bare, url)
    assert 'name="comes"' not in html
    assert 'name="move"' in html


def test_she_moves_it_to_one_of_three_times_and_the_link_is_used_up(
    client: Client, url: str, step: Step, case: Case, owner: User
) -> None:
    strangers = others()
    html = got(client, url, move="on")
    days, proofs = re.findall(r'type="hidden" name="day" value="([^"]+)"', html), shown(html)
    assert len(days) == len(proofs) == 3
    assert client.post(url, {"day": days[1], "shown": proofs[1]}).status_code == 302
    moved = Step.objects.get(pk=step.pk)
    assert moved.starts_at.date() >= dt.date.fromisoformat(days[1])
    sound(case)
    assert others() == strangers
    before = snapshot(case)
    assert f"/cases/{case.code}/steps/{step.seq}" in got(client, url, 410)
    again = client.post(url, {"day": days[2], "shown": proofs[2]})
    assert (again.status_code, snapshot(case)) == (409, before)
    changed, by_link = Event.objects.get(verb="case.changed"), Event.objects.get(verb="case.by-link")
    assert changed.by_id == by_link.by_id == owner.pk
    assert Notice.objects.get(person=owner, kind="step.by-link").details["did"] == "moved"


def test_she_gives_it_back_and_it_stays_in_nobody_elses_step(
    client: Client, url: str, step: Step, case: Case
) -> None:
    (proof,) = shown(got(client, url, drop="on"))
    before = snapshot(case).keys()
    assert client.post(url, {"drop": "on", "shown": proof}).status_code == 302
    assert snapshot(case).keys() == before - {step.seq}
    assert f"/cases/{case.code}/add/{step.seq}" in got(client, url, 410)


def test_a_link_moves_no_other_step(case: Case, step: Step, url: str, now: dt.datetime) -> None:
    other = case.steps.kept().exclude(pk=step.pk).order_by("-starts_at")[0]
    found = effect(case, Wish(dropped=frozenset({other.seq})), now=now)
    secret, before = url.rsplit("/", 1)[1], snapshot(case)
    with pytest.raises(ChangedMeanwhile):
        change_by_link(secret=secret, wish=Wish(dropped=frozenset({other.seq})), shown=found.shown, now=now)
    assert snapshot(case) == before


def test_an_old_page_is_shown_what_holds_now(client: Client, url: str, case: Case) -> None:
    before = snapshot(case)
    answer = client.post(url, {"drop": "on", "shown": "1.old"})
    assert answer.status_code == 409
    assert shown(answer.content.decode())
    assert client.post(url, {}).status_code in {200, 422}
    assert client.post(url, {"day": "not a day"}).status_code == 422
    assert snapshot(case) == before


def test_one_that_begins_too_soon_can_only_be_come_to(
    client: Client, url: str, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = step.starts_at - dt.timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: soon)
    html = got(client, url)
    assert 'name="comes"' in html
    assert 'name="move"' not in html
    assert client.get(url, {"move": "on"}).status_code == 422
    monkeypatch.setattr("django.utils.timezone.now", lambda: step.starts_at)
    got(client, url, 410)


def test_of_a_case_that_has_ended_and_of_who_was_erased_it_shows_no_date(
    client: Client, url: str, case: Case, owner: User, now: dt.datetime
) -> None:
    withdraw_case(case=case, by=owner, now=now)
    assert "<time>" not in got(client, url, 410)
    erase(by=owner, now=now)
    got(client, url, 404)


def test_a_link_that_nobody_has_and_one_opened_too_often(
    client: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "READS", 2)
    got(client, "/come/AAAAAAAAAAAAAAAAAAAAAAAA", 404)
    assert [client.get(url).status_code for _ in range(3)] == [200, 200, 429]


def test_two_links_of_one_step_used_at_once_move_it_once(
    client: Client, url: str, step: Step, owner: User, case: Case, now: dt.datetime
) -> None:
    second = reverse("step_by_link", args=[make_link(step=step, person=owner, sending="another", now=now)])
    (proof,) = shown(got(client, url, drop="on"))
    assert client.post(url, {"drop": "on", "shown": proof}).status_code == 302
    assert client.post(second, {"drop": "on", "shown": proof}).status_code == 409
    assert not Slot.objects.live().filter(step=step).exists()
    sound(case)

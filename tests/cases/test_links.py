"""The link of a reminder: good for one person and one step, kept as a digest, over when the step begins."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.actions.links import come_by_link, forget_links, make_link
from itc.cases.actions.telling import remind
from itc.cases.link_errors import LinkOver, UnknownLink
from itc.cases.models import Case, Closure, Step, StepLink
from itc.cases.models.feeds import hashed
from itc.cases.queries.links import State, link_of, short_firm, state_of
from itc.cases.queries.served import served_step
from itc.cases.registry import lines_of
from itc.firms.models import Membership
from itc.notices.models import Notice, Sending
from itc.notices.queries import line_of
from itc.notices.tasks import deliver
from itc.resources.models import Resource
from tests.cases.world import DAY, HOUR, NOW, case_of, hold, planned


@pytest.fixture
def step(case: Case, officer: User) -> Step:
    """A step six days ahead, of a confirmed case, which its centre wants to know of a day before."""
    confirm_case(case=case, by=officer, now=NOW)
    return case.steps.get(seq=2)


def linked(step: Step, person: User) -> str:
    return make_link(step=step, person=person, sending="a-sending", now=NOW)


def state(secret: str, now: dt.datetime = NOW) -> State:
    return state_of(link_of(secret), now=now)


def test_the_secret_is_long_the_same_at_every_try_and_kept_as_a_digest(step: Step, owner: User) -> None:
    secret = linked(step, owner)
    assert len(secret) * 6 >= 128
    assert linked(step, owner) == secret
    assert make_link(step=step, person=owner, sending="another", now=NOW) != secret
    assert StepLink.objects.filter(digest=hashed(secret)).count() == 1
    assert secret not in repr([*StepLink.objects.values_list(), *Event.objects.values_list()])


def test_it_goes_out_by_mail_and_stands_in_no_row(
    step: Step, owner: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://itc.example"
    person = User.objects.filter(pk=owner.pk)
    person.update(email="o@example.org", email_confirmed_at=NOW, phone=None, language="en")
    remind(now=step.starts_at - 2 * DAY + HOUR)
    sending = Sending.objects.get(notice__kind="step.coming")
    assert deliver.call(sending.pk) == "email"
    body = str(mail.outbox[0].body)
    secret = body.strip().rsplit("/", 1)[1]
    assert f"https://itc.example/en/come/{secret}" in body
    assert link_of(secret).step == step
    assert secret not in repr([*Notice.objects.values_list(), *Sending.objects.values_list()])


def test_where_it_was_moved_since_the_letter_leads_to_the_step(step: Step, owner: User) -> None:
    remind(now=step.starts_at - 20 * HOUR)
    notice = Notice.objects.get(kind="step.coming")
    Step.objects.filter(pk=step.pk).update(starts_at=step.starts_at + HOUR)
    deliver.call(Sending.objects.get(notice=notice).pk)
    assert StepLink.objects.count() == 0


def test_why_it_is_over(step: Step, owner: User, officer: User) -> None:
    secret = linked(step, owner)
    assert state(secret) == State.HOLDS
    assert state(secret, step.starts_at) == State.BEGUN
    Step.objects.filter(pk=step.pk).update(starts_at=step.starts_at - HOUR)
    assert state(secret) == State.MOVED
    Step.objects.filter(pk=step.pk).update(dropped_at=NOW, dropped_by=owner)
    assert state(secret) == State.DROPPED
    Membership.objects.update(ended_at=NOW, ended_by=officer)
    assert state(secret) == State.LEFT
    close_case(case=step.case, why=Closure.Why.DONE, by=officer, now=NOW)
    assert state(secret) == State.CLOSED
    with pytest.raises(LinkOver):
        come_by_link(secret=secret, now=NOW)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    with pytest.raises(UnknownLink):
        link_of(secret)


def test_that_she_comes_is_kept_once_recorded_as_hers_and_told_to_her_on_the_site_alone(
    step: Step, owner: User, officer: User
) -> None:
    secret = linked(step, owner)
    sent = Sending.objects.filter(notice__person=owner).count()
    for _press in range(2):
        come_by_link(secret=secret, now=NOW)
    assert StepLink.objects.get().comes_at == NOW
    assert served_step(officer, step.pk, now=NOW).comes
    assert [line.by for line in lines_of(step.case, officer) if "ขั้นที่ 2" in str(line.words)] == [owner.name]
    event = Event.objects.get(verb="case.by-link")
    assert (event.by_id, event.details) == (owner.pk, {"step": 2, "did": "comes"})
    line = line_of(Notice.objects.get(person=owner, kind="step.by-link"))
    assert line is not None
    assert step.case.code in line.words
    assert Sending.objects.filter(notice__person=owner).count() == sent
    assert state(secret) == State.HOLDS, "she may think otherwise"


def test_she_is_reminded_while_she_can_move_it_and_again_the_day_before(step: Step, owner: User) -> None:
    assert remind(now=step.starts_at - 3 * DAY) == 0
    assert remind(now=step.starts_at - 2 * DAY + HOUR) == 1
    early = Notice.objects.get(person=owner, kind="step.coming")
    assert early.details["until"] == (step.starts_at - DAY).isoformat()
    assert remind(now=step.starts_at - 2 * DAY + 2 * HOUR) == 0
    assert remind(now=step.starts_at - DAY + HOUR) == 1
    late = Notice.objects.exclude(pk=early.pk).get(person=owner, kind="step.coming")
    assert "until" not in late.details


def test_a_unit_that_wants_to_know_it_a_week_before_is_reminded_of_before_that(
    step: Step, owner: User, case: Case
) -> None:
    Resource.objects.update(notice_hours=4 * 24)
    assert remind(now=step.starts_at - 5 * DAY - HOUR) == 0
    assert remind(now=step.starts_at - 5 * DAY + HOUR) == 1


def test_where_notice_is_short_one_reminder_tells_of_both(step: Step, owner: User) -> None:
    Resource.objects.update(notice_hours=2)
    assert remind(now=step.starts_at - 26 * HOUR) == 0
    assert remind(now=step.starts_at - 23 * HOUR) == 1
    assert "until" in Notice.objects.get(kind="step.coming").details
    assert remind(now=step.starts_at - HOUR) == 0


def test_looking_again_costs_as_many_queries_however_much_was_told(
    step: Step, officer: User, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moment = step.starts_at - 20 * HOUR
    for number in range(3):
        if number:
            firm = step.case.firm
            other = case_of(firm, owner, planned(2, hold(f"U{number + 1}", 2)), plan=f"p{number}")
            confirm_case(case=other, by=officer, now=NOW)
        if number < 2:
            again = Resource.objects.get(code="U1")
            again.pk, again.code = None, f"U{number + 2}"
            again._state.adding = True
            again.save()
        remind(now=moment)
        with django_assert_num_queries(3):
            assert remind(now=moment) == 0


def test_of_the_firm_the_first_letters_stand_there(case: Case) -> None:
    assert short_firm(case) == "แม่ค…"
    case.firm.name = "Ab"
    assert short_firm(case) == "Ab"


def test_links_are_forgotten_a_month_after_their_step(step: Step, owner: User) -> None:
    linked(step, owner)
    assert forget_links(now=step.starts_at + 29 * DAY) == 0
    assert forget_links(now=step.starts_at + 31 * DAY) == 1

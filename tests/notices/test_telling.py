"""People are told once, by the ways they chose, not in their quiet hours, and by no way that is closed."""

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from itc.accounts.models import KeptMessage, User
from itc.lib.thai import BANGKOK
from itc.notices.actions import forget, gather, read, read_all, tell, wish
from itc.notices.errors import UnknownNotice
from itc.notices.models import Channel, Notice, Sending, Wish
from itc.notices.queries import DIGEST, line_of, reachable
from itc.notices.rules import due, is_quiet
from itc.notices.tasks import deliver, queue_due
from tests.accounts.gateway import StandIn
from tests.jobs.test_worker import drain

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 27, 12, 0, tzinfo=BANGKOK)
NIGHT = dt.datetime(2026, 11, 27, 23, 30, tzinfo=BANGKOK)
SEVEN, EIGHT_PM = dt.time(7), dt.time(20)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def news(*people: User, key: str = "1", now: dt.datetime = NOON, **more: Any) -> int:
    return tell(people=people, kind="test.news", key=key, now=now, of="dryer", **more)


def on_line(person: User) -> None:
    SocialAccount.objects.create(user=person, provider="line", uid="U-LINE")


def go_out() -> Sending:
    """Let the worker send what is due; return the only sending."""
    queue_due.call()
    drain()
    return Sending.objects.get()


def test_a_thing_is_told_once_and_not_to_who_did_it(owner: User, stranger: User) -> None:
    assert news(owner, stranger, by=stranger) == 1
    assert news(owner) == 0
    assert news(owner, key="2") == 1
    assert Notice.objects.filter(person=stranger).count() == 0


def test_a_kind_that_nobody_declares_is_refused(owner: User) -> None:
    with pytest.raises(ValueError, match="no-such-kind"):
        tell(people=[owner], kind="no-such-kind", key="1", now=NOON)


def test_what_reaches_her_is_what_she_confirmed(owner: User, stranger: User, line: StandIn) -> None:
    assert reachable(owner) == [Channel.SMS]
    assert reachable(stranger) == [Channel.EMAIL]
    on_line(owner)
    assert reachable(owner) == [Channel.LINE, Channel.SMS]
    owner.phone_confirmed_at = None
    assert reachable(owner) == [Channel.LINE]


def test_by_mail_it_comes_in_her_language_with_a_link(stranger: User, settings: LazySettings) -> None:
    settings.SITE_URL = "https://itc.example"
    news(stranger)
    assert go_out().sent_at == NOON
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["stranger@example.org"], "OpenITC: News")
    assert letter.body == "News of dryer\n\nhttps://itc.example/cases\n"


def test_by_sms_it_goes_to_the_gateway(owner: User, sms: StandIn) -> None:
    news(owner)
    assert go_out().channel == Channel.SMS
    ((_key, body),) = sms.got
    assert body["to"] == owner.phone
    assert "News of dryer" in body["text"]


def test_by_line_it_is_pushed_to_her_number_there(owner: User, line: StandIn) -> None:
    on_line(owner)
    news(owner)
    assert go_out().channel == Channel.LINE
    ((key, body),) = line.got
    assert (key, body["to"]) == ("Bearer line-key", "U-LINE")
    assert "News of dryer" in body["messages"][0]["text"]


def test_where_no_gateway_is_set_the_demo_keeps_it(owner: User) -> None:
    news(owner)
    assert go_out().sent_at
    assert "News of dryer" in KeptMessage.objects.get().text


def test_a_service_that_fails_is_tried_again_and_gets_it_once(owner: User, sms: StandIn) -> None:
    sms.status = 503
    news(owner)
    assert go_out().sent_at is None
    task = DBTaskResult.objects.get(task_path="itc.notices.tasks.deliver")
    assert task.status == "READY"
    sms.status = 200
    DBTaskResult.objects.update(run_after=NOON)
    drain()
    assert Sending.objects.get().sent_at == NOON
    deliver.call(Sending.objects.get().pk)
    assert len(sms.got) == 2, "the first was refused, and nothing is sent that was taken over"


def test_what_line_has_already_counts_as_sent(owner: User, line: StandIn) -> None:
    on_line(owner)
    line.status = 409  # its answer to a token that it has taken before
    news(owner)
    assert go_out().sent_at


@pytest.mark.parametrize(("status", "ways"), [(400, ["sms", "email"]), (503, ["sms"])])
def test_where_the_gateway_refuses_a_number_for_good_the_next_way_is_taken(
    stranger: User, sms: StandIn, status: int, ways: list[str]
) -> None:
    User.objects.filter(pk=stranger.pk).update(phone="+66899999999", phone_confirmed_at=NOON)
    stranger.refresh_from_db()
    wish(person=stranger, channels=[Channel.SMS], quiet_from=dt.time(0), quiet_to=dt.time(0), digest=False)
    sms.status = status
    news(stranger)
    queue_due.call()
    drain()
    assert [each.channel for each in Sending.objects.order_by("pk")] == ways


@pytest.mark.parametrize(("code", "given_up"), [(550, True), (450, False)])
def test_an_address_that_the_mail_server_does_not_know_is_given_up(
    stranger: User, monkeypatch: pytest.MonkeyPatch, code: int, given_up: bool
) -> None:
    def refuses(*_args: object) -> None:
        raise SMTPRecipientsRefused({"a@example.org": (code, b"no")})

    monkeypatch.setattr("itc.notices.carriers.send_mail", refuses)
    news(stranger)
    assert bool(go_out().ended_at) is given_up


def test_where_line_refuses_her_the_next_way_is_taken(owner: User, line: StandIn, sms: StandIn) -> None:
    on_line(owner)
    line.status = 400
    news(owner)
    queue_due.call()
    drain()
    refused, by_sms = Sending.objects.order_by("pk")
    assert (refused.channel, bool(refused.ended_at)) == (Channel.LINE, True)
    queue_due.call()
    drain()
    by_sms.refresh_from_db()
    assert (by_sms.channel, by_sms.sent_at) == (Channel.SMS, NOON)


def test_where_nobody_carries_it_it_is_given_up_and_stands_on_the_site(
    owner: User, settings: LazySettings
) -> None:
    settings.KEEP_MESSAGES = False
    news(owner)
    assert go_out().ended_why == "nobody carries it"
    assert Notice.objects.unread().filter(person=owner).count() == 1


def test_an_address_that_is_gone_meanwhile_is_not_used(stranger: User) -> None:
    news(stranger)
    User.objects.update(email_confirmed_at=None)
    assert go_out().ended_why == "no e-mail"
    assert mail.outbox == []


def test_in_quiet_hours_only_what_is_urgent_goes_out(owner: User) -> None:
    news(owner, now=NIGHT)
    tell(people=[owner], kind="test.urgent", key="1", now=NIGHT, of="dryer")
    waits, urgent = Sending.objects.order_by("-due_at")
    assert waits.due_at == dt.datetime(2026, 11, 28, 7, 0, tzinfo=BANGKOK)
    assert urgent.due_at == NIGHT


@pytest.mark.parametrize(
    ("start", "end", "clock", "quiet"),
    [
        (EIGHT_PM, SEVEN, "19:59", False), (EIGHT_PM, SEVEN, "20:00", True), (EIGHT_PM, SEVEN, "00:00", True),
        (EIGHT_PM, SEVEN, "06:59", True), (EIGHT_PM, SEVEN, "07:00", False),
        (dt.time(12), dt.time(13), "12:30", True), (dt.time(12), dt.time(13), "13:00", False),
        (SEVEN, SEVEN, "07:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_may_run_over_midnight(start: dt.time, end: dt.time, clock: str, quiet: bool) -> None:
    moment = dt.datetime.combine(NOON.date(), dt.time.fromisoformat(clock), BANGKOK)
    assert is_quiet(moment, start, end) is quiet
    sent = due(moment, start=start, end=end, urgent=False)
    assert sent == moment if not quiet else sent > moment


def test_she_chooses_her_ways_and_none_is_the_site_alone(owner: User, line: StandIn) -> None:
    on_line(owner)
    wish(person=owner, channels=[Channel.SMS], quiet_from=SEVEN, quiet_to=SEVEN, digest=False)
    news(owner)
    assert Sending.objects.get().channel == Channel.SMS
    wish(person=owner, channels=[], quiet_from=SEVEN, quiet_to=SEVEN, digest=False)
    news(owner, key="2")
    assert Sending.objects.count() == 1
    assert Wish.objects.count() == 1


def test_a_digest_gathers_what_is_new_and_unread_of_a_day(stranger: User) -> None:
    wish(person=stranger, channels=[Channel.EMAIL], quiet_from=SEVEN, quiet_to=SEVEN, digest=True)
    for number in range(25):
        news(stranger, key=str(number), now=NOON - dt.timedelta(hours=1))
    read(notice=Notice.objects.get(key="0").pk, by=stranger, now=NOON)
    news(stranger, key="old", now=NOON - dt.timedelta(days=3))
    assert Sending.objects.count() == 0
    assert gather(now=NOON) == 1
    assert gather(now=NOON) == 0
    assert go_out().sent_at
    assert mail.outbox[0].body.count("News of dryer") == 20
    assert "4" in str(mail.outbox[0].body).split("\n- ")[-1]
    assert Notice.objects.filter(kind=DIGEST).count() == 1


def test_nothing_is_gathered_where_nothing_is_new(stranger: User) -> None:
    wish(person=stranger, channels=[Channel.EMAIL], quiet_from=SEVEN, quiet_to=SEVEN, digest=True)
    assert gather(now=NOON) == 0


def test_who_may_not_sign_in_any_more_is_sent_nothing(owner: User) -> None:
    news(owner)
    User.objects.update(is_active=False)
    assert go_out().sent_at is None
    news(User.objects.get(), key="2")
    assert Sending.objects.count() == 1


def test_reading_is_hers_alone(owner: User, stranger: User) -> None:
    news(owner)
    notice = Notice.objects.get()
    with pytest.raises(UnknownNotice):
        read(notice=notice.pk, by=stranger, now=NOON)
    assert read_all(by=stranger, now=NOON) == 0
    assert read_all(by=owner, now=NOON) == 1


def test_notices_of_an_app_that_is_gone_are_passed_over(owner: User) -> None:
    gone = Notice.objects.create(person=owner, kind="gone", key="1", made_at=NOON)
    assert line_of(gone) is None


def test_old_notices_go(owner: User) -> None:
    news(owner)
    assert forget(now=NOON + dt.timedelta(days=180)) == 0
    assert forget(now=NOON + dt.timedelta(days=184)) == 1

"""Each group of kinds goes its own way; a service that is down is one line in the log."""

import datetime as dt
import logging

import pytest
from django.conf import LazySettings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from itc.accounts.models import User
from itc.notices import registry
from itc.notices.actions import tell, wish
from itc.notices.models import Channel, Sending
from itc.notices.registry import Group, Told
from itc.web.logs import Brief
from tests.accounts.gateway import StandIn
from tests.jobs.test_worker import drain
from tests.notices.test_telling import NOON, go_out, news, on_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def test_a_service_that_is_down_is_one_line_in_the_log_and_given_up_after_hours(
    owner: User, sms: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sms.status = 503
    caplog.handler.addFilter(Brief())
    news(owner)
    sending = go_out()
    (line,) = [each for each in caplog.records if each.name == "django_tasks" and each.levelname == "ERROR"]
    assert line.exc_info is None
    assert line.getMessage().endswith("sms is down, NotSent")
    assert sending.ended_at is None
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(hours=6))
    DBTaskResult.objects.update(run_after=NOON)
    drain()
    assert Sending.objects.get().ended_why == "down for hours"


def test_an_error_that_nobody_expects_keeps_its_traceback() -> None:
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "Task", (), (ValueError, ValueError("a"), None))
    assert Brief().filter(record)
    assert record.exc_info


def test_each_group_of_kinds_goes_its_own_way(
    stranger: User, monkeypatch: pytest.MonkeyPatch, line: StandIn
) -> None:
    on_line(stranger)
    quiet = {"quiet_from": dt.time(0), "quiet_to": dt.time(0), "digest": True}
    wish(person=stranger, channels=[Channel.EMAIL], by_group={"talk": ["line"], "coming": []}, **quiet)
    shape = {"title": "x", "words": lambda _told: "x", "path": lambda _told: "/cases"}
    kinds = (
        Told("talk", group=Group.TALK, timely=True, **shape),
        Told("late", group=Group.COMING, urgent=True, **shape),
        Told("else", timely=True, **shape),
        Told("waits", group=Group.TALK, **shape),
        Told("here", timely=True, here_alone=True, **shape),
    )
    monkeypatch.setattr(registry, "_told", registry._told | {each.kind: each for each in kinds})
    for each in kinds:
        tell(people=[stranger], kind=each.kind, key="1", now=NOON)
    sent = [(each.notice.kind, each.channel) for each in Sending.objects.order_by("pk")]
    assert sent == [("talk", "line"), ("else", "email")], "the rest waits, or stands on the site alone"

"""Whom a case tells what: the other side, once, and nobody who may not see it."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils.translation import override

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.actions.firming import firm_up
from itc.cases.actions.talk import write_message
from itc.cases.actions.telling import remind
from itc.cases.models import Case, Closure, Slot, Step
from itc.firms.models import Firm, Membership
from itc.network.models import Centre, Post
from itc.notices.actions import gather, wish
from itc.notices.models import Channel, Notice
from itc.notices.queries import DIGEST, line_of
from itc.notices.registry import told as told_of
from itc.resources.models import Resource
from itc.web.templatetags.web import day
from tests.cases import world
from tests.cases.world import DAY, NOW

KINDS = {"case.opened", "case.confirmed", "case.closed", "case.message"}


def told(person: User) -> list[str]:
    rows = Notice.objects.filter(person=person).order_by("pk")
    return [notice.kind for notice in rows if line_of(notice) is not None]


def test_a_new_case_is_told_to_the_officers_of_its_centre(officer: User, case: Case, owner: User) -> None:
    assert "case.opened" in told(officer)
    assert told(owner) == []
    with override("th"):
        line = line_of(Notice.objects.filter(person=officer, kind="case.opened").get())
    assert line is not None
    assert (case.code in line.words, line.path) == (True, f"/cases/{case.code}")
    assert f"ก่อน {day(case.lapses_at)}" in line.words, "that day it has lapsed already"


def test_a_yes_and_an_end_are_told_to_the_firm(officer: User, case: Case, owner: User) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    close_case(case=case, why=Closure.Why.DONE, by=officer, now=NOW)
    assert told(owner) == ["case.confirmed", "case.closed"]
    assert "case.closed" not in told(officer), "who did it is not told"


def test_who_acts_for_another_firm_by_now_is_told_nothing(
    officer: User, case: Case, firm: Firm, stranger: User
) -> None:
    both = {"let_in_at": NOW, "let_in_by": stranger, "ended_at": NOW, "ended_by": stranger}
    Membership.objects.create(person=stranger, firm=firm, asked_at=NOW, **both)
    world.firm_of(stranger, "ร้านของคนอื่น")
    confirm_case(case=case, by=officer, now=NOW)
    assert told(stranger) == []


def test_an_officer_of_another_centre_who_serves_here_leads_nothing_here(
    lamphun: Centre, firm: Firm, owner: User, stranger: User, dryer: Resource
) -> None:
    other = Centre.objects.get(pk=lamphun.pk)
    other.pk = "OTHER"
    other.save()
    for role, centre in ((Post.Role.OPERATOR, lamphun), (Post.Role.OFFICER, other)):
        Post.objects.create(person=stranger, role=role, centre=centre, valid_from=NOW.date())
    world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    assert told(stranger) == []


def test_words_are_told_to_the_other_side(officer: User, case: Case, owner: User, stranger: User) -> None:
    write_message(case=case, words="ขอถามหน่อย", by=owner, now=NOW)
    assert told(officer)[-1] == "case.message"
    assert "case.message" not in told(owner)
    assert told(stranger) == []
    (notice,) = Notice.objects.filter(kind="case.message")
    assert "ขอถามหน่อย" not in str(notice.details), "words stay on the case"


def test_providers_are_asked_and_a_no_is_told(
    officer: User, dryer: Resource, firm: Firm, owner: User
) -> None:
    Resource.objects.update(approval=Resource.Approval.ASK)
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    slot = Slot.objects.asked().get(step__case=case)
    assert "slot.asked" in told(officer)
    answer_slot(slot=slot.pk, yes=False, by=officer, now=NOW)
    assert "slot.declined" in told(owner)


def test_of_what_is_tomorrow_she_is_told_once(officer: User, case: Case, owner: User) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    step = Step.objects.filter(case=case).order_by("starts_at")[0]
    Step.objects.filter(pk=step.pk).update(presence="owner")
    before = step.starts_at - dt.timedelta(hours=20)
    assert remind(now=before - 2 * DAY) == 0
    assert (remind(now=before), remind(now=before)) == (1, 0)
    assert told(owner).count("step.coming") == 1


def test_nothing_is_told_of_a_case_that_has_ended(officer: User, case: Case, owner: User) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    step = Step.objects.filter(case=case).order_by("starts_at")[0]
    Step.objects.filter(pk=step.pk).update(presence="owner")
    assert remind(now=step.starts_at - dt.timedelta(hours=2)) == 0


def test_a_time_that_cannot_be_had_is_told_to_both(officer: User, case: Case, owner: User) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    foreseen = Slot.objects.live().filter(step__case=case, booking=None, order=None, resource__isnull=False)
    slot = foreseen.first()
    assert slot is not None
    assert slot.resource is not None
    slot.resource.bookings.create(
        held_from=slot.held_from, held_to=slot.held_to, use_from=slot.use_from, use_to=slot.use_to,
        purpose="other",
    )  # fmt: skip
    firm_up(now=slot.held_from - 20 * DAY)
    firm_up(now=slot.held_from - 19 * DAY)
    assert told(owner).count("case.missed") == told(officer).count("case.missed") == 1


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_kind_has_words_in_both_languages(
    officer: User, case: Case, owner: User, language: str
) -> None:
    confirm_case(case=case, by=officer, now=NOW)
    write_message(case=case, words="x", by=officer, now=NOW)
    close_case(case=case, why=Closure.Why.DONE, by=officer, now=NOW)
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds >= KINDS
    for notice in Notice.objects.all():
        assert line_of(notice) is not None, notice.kind


def test_the_digest_of_an_officer_says_what_waits_until_when_and_where(
    officer: User, case: Case, settings: LazySettings
) -> None:
    settings.SITE_URL = "https://itc.example"
    quiet = {"quiet_from": dt.time(0), "quiet_to": dt.time(0)}
    wish(person=officer, channels=[Channel.EMAIL], digest=True, **quiet)
    assert gather(now=NOW + 2 * DAY) == 1
    notice = Notice.objects.get(person=officer, kind=DIGEST)
    kind = told_of(DIGEST)
    assert kind is not None
    assert kind.letter is not None
    with override("en"):
        letter = kind.letter(notice.details)
        assert letter.startswith("1 thing waits for you:")
        assert f"before {day(case.lapses_at)}" in letter
    assert f"https://itc.example/en/cases/{case.code}" in letter
    confirm_case(case=case, by=officer, now=NOW)
    assert gather(now=NOW + 3 * DAY) == 0, "an empty day"


def test_what_waits_and_is_new_is_said_once(officer: User, case: Case) -> None:
    quiet = {"quiet_from": dt.time(0), "quiet_to": dt.time(0)}
    wish(person=officer, channels=[], digest=True, **quiet)
    assert gather(now=NOW + dt.timedelta(hours=2)) == 1
    line = line_of(Notice.objects.get(person=officer, kind=DIGEST))
    assert line is not None
    assert line.words.count(case.code) == 1

"""Who is given a post is told so: which, where, from when on; and nobody else is."""

import datetime as dt

import pytest

from itc.accounts.models import User
from itc.centres.actions.people import appoint
from itc.centres.errors import AlreadyInPost, NobodyOfThisContact
from itc.network.models import Centre, Post
from itc.notices.models import Notice, Sending
from itc.notices.queries import line_of
from tests.centres.world import DAY, NOW, TODAY


def appointed(centre: Centre, by: User, contact: str, **given: object) -> None:
    plain = {"name": "", "role": Post.Role.OPERATOR, "valid_from": TODAY, "valid_to": None}
    appoint(centre=centre, contact=contact, by=by, now=NOW, **plain | given)  # type: ignore[arg-type]


def test_she_is_told_which_post_where_and_from_when_on(
    lamphun: Centre, officer: User, stranger: User
) -> None:
    appointed(lamphun, officer, "stranger@example.org", valid_from=TODAY + DAY)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (stranger, "post.given")
    line = line_of(notice)
    assert line
    for said in ("2 ธ.ค. 2569", lamphun.name_th, str(Post.Role.OPERATOR.label)):
        assert said in line.words
    assert line.path == f"/centres/{lamphun.pk}"
    assert Sending.objects.get().channel == "email"


def test_each_post_is_told_once_and_a_refused_one_never(
    lamphun: Centre, officer: User, stranger: User
) -> None:
    appointed(lamphun, officer, "stranger@example.org")
    with pytest.raises(AlreadyInPost):
        appointed(lamphun, officer, "stranger@example.org")
    with pytest.raises(NobodyOfThisContact):
        appointed(lamphun, officer, "nobody@example.org")
    appointed(lamphun, officer, "stranger@example.org", role=Post.Role.EXPERT)
    assert Notice.objects.filter(person=stranger, kind="post.given").count() == 2


def test_who_gives_herself_another_is_told_nothing(lamphun: Centre, officer: User) -> None:
    appointed(lamphun, officer, str(officer.email), role=Post.Role.EXPERT, valid_to=TODAY + 9 * DAY)
    assert not Notice.objects.exists()


def test_who_is_entered_by_name_finds_it_once_she_takes_over_her_account(
    lamphun: Centre, officer: User
) -> None:
    appointed(lamphun, officer, "", name="ช่างใหม่")
    notice = Notice.objects.get(kind="post.given")
    assert notice.person.name == "ช่างใหม่"
    assert not Sending.objects.exists(), "nothing reaches her yet"
    assert "ช่างใหม่" not in repr(notice.details)
    assert dt.date.fromisoformat(notice.details["day"]) == TODAY

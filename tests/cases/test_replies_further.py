"""Replies of a centre and of one officer: who may choose which, in which language, and what is sent."""

import pytest
from django.test import Client
from django.utils.translation import override

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.replies import keep_reply, remove_reply
from itc.cases.errors import NothingSaid, UnknownCase, UnknownReply
from itc.cases.models import Case, Message, Reply
from itc.cases.queries.replies import choices_for, filled_reply, replies_of
from itc.cases.rules.replies import SAMPLES, filled, unknown_places
from itc.network.models import Centre, Post
from tests.cases.test_replies import kept
from tests.cases.world import DAY, HOUR, NOW


def change(reply: Reply, by: User, centre: str = "", **given: str) -> Reply:
    words = {"name": reply.name, "words_th": reply.words_th, "words_en": reply.words_en}
    return keep_reply(reply=reply.pk, **words | given, centre=centre, by=by, now=NOW + HOUR)


def test_her_own_becomes_the_centres_and_a_colleague_mends_it(
    officer: User, colleague: User, lamphun: Centre
) -> None:  # fmt: skip
    own = kept(officer)
    assert replies_of(colleague, now=NOW) == []
    change(own, officer, centre=lamphun.pk)
    assert replies_of(colleague, now=NOW) == [own]
    mended = change(own, colleague, centre=lamphun.pk, words_th="เรียน {firm}")
    assert (mended.changed_by, mended.words_th, mended.person) == (colleague, "เรียน {firm}", None)
    assert Reply.objects.count() == 1


def test_whose_post_has_ended_keeps_none_and_sees_none_of_the_centre(officer: User, lamphun: Centre) -> None:
    shared = kept(officer, centre=lamphun.pk)
    Post.objects.filter(person=officer).update(valid_to=(NOW - DAY).date())
    assert replies_of(officer, now=NOW) == []
    with pytest.raises(UnknownCase):
        kept(officer)
    with pytest.raises(UnknownReply):
        remove_reply(reply=shared.pk, by=officer, now=NOW)


@pytest.mark.parametrize("given", [{"name": ""}, {"name": " \0 "}, {"words_th": " ", "words_en": "\0"}])
def test_without_a_name_or_words_there_is_nothing_to_choose(officer: User, given: dict[str, str]) -> None:
    with pytest.raises(NothingSaid):
        kept(officer, **given)
    assert not Reply.objects.exists()


def test_one_language_is_enough_and_the_other_is_not_offered(officer: User) -> None:
    reply = kept(officer, words_th="")
    keys = [each.key for each in choices_for(officer, now=NOW) if not each.is_sample]
    assert keys == [f"{reply.pk}:en"]


def test_those_of_the_language_of_the_page_stand_first(officer: User) -> None:
    kept(officer)
    for language in ("th", "en"):
        with override(language):
            offered = [each.language for each in choices_for(officer, now=NOW)]
            assert offered == sorted(offered, key=lambda each: each != language)
            assert len(offered) == 2 + 2 * len(SAMPLES)


def test_the_day_is_the_last_to_answer_then_that_of_the_next_step_then_none(
    case: Case, officer: User
) -> None:
    reply = kept(officer, words_en="By {day}")
    said = [filled_reply(case, f"{reply.pk}:en", officer, now=NOW)]
    confirm_case(case=case, by=officer, now=NOW)
    case = Case.objects.get(pk=case.pk)
    said += [filled_reply(case, f"{reply.pk}:en", officer, now=NOW + days * DAY) for days in (0, 9, 90)]
    assert said == ["By 4 Dec 2026", "By 7 Dec 2026", "By 30 Jan 2027", "By {day}"]


def test_words_of_the_firm_are_never_read_as_places(case: Case, officer: User) -> None:
    case.firm.name = "ร้าน {officer} {day}"
    case.firm.save()
    reply = kept(officer, words_th="เรียน {firm}")
    assert filled_reply(case, f"{reply.pk}:th", officer, now=NOW) == "เรียน ร้าน {officer} {day}"


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("{ firm }", []),
        ("{{firm}}", []),
        ("{", []),
        ("{ }", []),
        ("{วัน}", ["วัน"]),
        ("{ ชื่อ ร้าน }", ["ชื่อ ร้าน"]),
    ],
)
def test_a_place_nothing_fills_is_told_also_where_it_is_written_in_thai(
    words: str, unknown: list[str]
) -> None:
    assert unknown_places(words) == unknown


def test_a_place_is_filled_with_spaces_around_it_and_nothing_else_of_a_firm() -> None:
    assert filled("{ firm } {firm.pk}", {"firm": "A"}) == "A {firm.pk}"


def test_on_record_is_that_it_was_kept_not_what_it_says(officer: User) -> None:
    reply = kept(officer, words_th="ลับมาก {firm}")
    remove_reply(reply=reply.pk, by=officer, now=NOW)
    events = Event.objects.filter(verb__startswith="reply.")
    assert {each.verb for each in events} == {"reply.kept", "reply.removed"}
    assert "ลับมาก" not in str(list(events.values()))


class TestPage:
    """On the page where they are edited."""

    @pytest.mark.parametrize("field", ["name", "words_th", "words_en"])
    def test_what_is_too_long_is_said_and_nothing_typed_is_lost(
        self, client: Client, officer: User, field: str
    ) -> None:
        client.force_login(officer)
        given = {"name": "ถาม", "words_th": "เรียนคุณลูกค้า", "words_en": "Dear"} | {field: "ก" * 2001}
        answer = client.post("/replies", given)
        assert answer.status_code == 422
        assert "ก" * 2001 in answer.content.decode()
        assert not Reply.objects.exists()

    def test_a_reply_of_others_is_not_there_and_not_changed(
        self, client: Client, officer: User, colleague: User, owner: User, ministry: User
    ) -> None:  # fmt: skip
        own = kept(officer)
        given = {"name": "x", "words_en": "x"}
        for person in (colleague, owner, ministry):
            client.force_login(person)
            assert client.get(f"/replies/{own.pk}").status_code == 404
            assert client.post(f"/replies/{own.pk}", given).status_code == 404
            assert client.post(f"/replies/{own.pk}/remove").status_code == 404
        own.refresh_from_db()
        assert own.name == "Ask"

    def test_removed_twice_it_is_gone_and_says_so(self, client: Client, officer: User) -> None:
        own = kept(officer)
        client.force_login(officer)
        assert client.get(f"/replies/{own.pk}/remove").status_code == 405
        assert client.post(f"/replies/{own.pk}/remove").status_code == 302
        assert client.post(f"/replies/{own.pk}/remove").status_code == 404

    def test_another_centre_cannot_be_chosen(self, client: Client, officer: User) -> None:
        client.force_login(officer)
        given = {"name": "x", "words_en": "x", "centre": "ELSEWHERE"}
        assert client.post("/replies", given).status_code == 422
        assert not Reply.objects.exists()

    def test_a_case_of_others_takes_no_reply(
        self, client: Client, case: Case, officer: User, owner: User, stranger: User
    ) -> None:
        key = f"{kept(officer).pk}:th"
        for person in (owner, stranger):
            client.force_login(person)
            given = {"reply": key, "into": "talk", "words": ""}
            assert client.post(f"/cases/{case.code}/reply", given).status_code == 404
        client.force_login(officer)
        for into in ("", "nothing", "\0"):
            answer = client.post(f"/cases/{case.code}/reply", {"reply": key, "into": into})
            assert answer.status_code == 200, into
        assert not Message.objects.exists()

"""Replies to choose from: filled for the case, put behind what was typed, never sent by themselves."""

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.replies import keep_reply, remove_reply
from itc.cases.errors import NothingSaid, UnknownCase, UnknownPlace, UnknownReply
from itc.cases.models import Case, Message, Reply
from itc.cases.queries.replies import choices_for, filled_reply
from itc.cases.rules.replies import SAMPLES, filled, unknown_places
from itc.network.models import Centre
from tests.cases.world import HOUR, NOW


def kept(by: User, centre: str = "", **given: str) -> Reply:
    words = {"name": "Ask", "words_th": "เรียน {firm} ภายใน {day} {officer}", "words_en": "Dear {firm}"}
    return keep_reply(reply=None, **words | given, centre=centre, by=by, now=NOW)


def test_places_are_filled_and_what_nothing_fills_stays_to_be_seen() -> None:
    assert filled("{firm}, {day} {x}", {"firm": "A {day}", "day": ""}) == "A {day}, {day} {x}"
    assert unknown_places("{firm} {x} {x} {}") == ["x"]
    assert all(not unknown_places(each.words_th + each.words_en) for each in SAMPLES)


def test_it_is_filled_in_its_own_language(case: Case, officer: User) -> None:
    reply = kept(officer)
    words = filled_reply(case, f"{reply.pk}:th", officer, now=NOW)
    assert words == "เรียน แม่คำลำไย ภายใน 4 ธ.ค. 2569 Officer"
    assert filled_reply(case, f"{reply.pk}:en", officer, now=NOW) == "Dear แม่คำลำไย"
    assert "{" not in filled_reply(case, "s1:en", officer, now=NOW)


def test_ones_own_are_hers_and_a_centres_its_officers(
    case: Case, officer: User, colleague: User, owner: User, lamphun: Centre
) -> None:
    own, shared = kept(officer), kept(officer, centre=lamphun.pk)
    keys = [each.key for each in choices_for(colleague, now=NOW)]
    assert f"{shared.pk}:th" in keys
    assert f"{own.pk}:th" not in keys
    for wrong in (f"{own.pk}:th", "9999:th", "s9:th", "1:fr", "", "٣:th"):
        with pytest.raises(UnknownReply):
            filled_reply(case, wrong, colleague, now=NOW)
    with pytest.raises(UnknownReply):
        remove_reply(reply=own.pk, by=colleague, now=NOW)
    with pytest.raises(UnknownCase):
        kept(owner)
    with pytest.raises(UnknownCase):
        kept(officer, centre="ELSEWHERE")
    remove_reply(reply=shared.pk, by=colleague, now=NOW)
    assert Reply.objects.get() == own


def test_what_says_nothing_or_has_an_unknown_place_is_refused(officer: User) -> None:
    with pytest.raises(NothingSaid):
        kept(officer, words_th=" ", words_en="")
    with pytest.raises(UnknownPlace):
        kept(officer, words_en="Dear {frim}")


def test_it_comes_into_the_form_behind_what_was_typed_and_is_not_sent(
    client: Client, case: Case, officer: User, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    client.force_login(officer)
    key = f"{kept(officer).pk}:en"
    address = f"/en/cases/{case.code}/reply"
    for into in ("ask_back", "decline", "talk"):
        html = client.post(address, {"reply": key, "into": into, "words": "Typed"}).content.decode()
        assert "Typed\nDear แม่คำลำไย</textarea>" in html, into
        part = client.post(
            address, {"reply": key, "into": into, "words": ""}, headers={"HX-Request": "true"}
        ).content.decode()
        assert part.startswith("<textarea"), into
        assert "Dear แม่คำลำไย</textarea>" in part
    none = client.post(address, {"reply": "", "into": "ask_back", "words": "Typed"})
    assert "Typed</textarea>" in none.content.decode()
    assert not Message.objects.exists()
    client.force_login(owner)
    assert client.post(address, {"reply": key, "into": "talk"}).status_code == 404
    assert client.get("/replies").status_code == 404


def test_they_are_edited_on_a_page(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert client.get("/en/replies").status_code == 200
    refused = client.post("/en/replies", {"name": "Ask", "words_en": "Dear {frim}"})
    assert (refused.status_code, "Dear {frim}" in refused.content.decode()) == (422, True)
    client.post("/en/replies", {"name": "Ask", "words_en": "Dear {firm}"})
    reply = Reply.objects.get()
    assert "Dear {firm}" in client.get(f"/en/replies/{reply.pk}").content.decode()
    client.post(f"/en/replies/{reply.pk}", {"name": "Ask more", "words_en": "Dear {firm}"})
    assert Reply.objects.get().name == "Ask more"
    client.post(f"/en/replies/{reply.pk}/remove")
    assert not Reply.objects.exists()

"""What happened on a case: each app adds its lines, all are told by when they happened."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases import registry
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.actions.files import add_file, remove_file
from itc.cases.actions.talk import write_message
from itc.cases.models import Case, Closure, Slot
from itc.cases.models.steps import SAID_NO
from itc.cases.queries.lists import case_of
from itc.cases.registry import Line, lines_of, register
from itc.cases.timeline import of_answers, of_files, of_its_state
from tests.cases.world import HOUR, NOW


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lines of this app, whatever others tell."""
    monkeypatch.setattr(registry, "_registered", {})
    for function in (of_its_state, of_answers, of_files):
        register(function)


def told(case: Case, viewer: User) -> list[tuple[dt.datetime, str, str]]:
    again = case_of(viewer, case.code, now=NOW)
    return [(line.at, line.kind, line.by) for line in lines_of(again, viewer)]


def test_its_own_plug_was_found() -> None:
    assert {"itc.cases.timeline.of_its_state", "itc.cases.timeline.of_files"} <= registry._registered.keys()


@pytest.mark.usefixtures("own")
def test_the_newest_is_told_first_with_who_did_it(case: Case, owner: User, officer: User) -> None:
    confirm_case(case=case, by=officer, now=NOW + HOUR)
    file = add_file(case=case, name="ฉลาก.txt", content=b"a", by=owner, now=NOW + 2 * HOUR)
    gone = add_file(case=case, name="ความลับ.txt", content=b"b", by=owner, now=NOW + 3 * HOUR)
    remove_file(case=case, file=gone.pk, by=owner, now=NOW + 4 * HOUR)
    write_message(case=case, words="ไม่เล่าซ้ำ", by=owner, now=NOW + 5 * HOUR)
    close_case(case=case, why=Closure.Why.LAPSED, by=None, now=NOW + 6 * HOUR)
    assert told(case, officer) == [
        (NOW + 6 * HOUR, "closed", ""), (NOW + 4 * HOUR, "file", "แม่คำ"), (NOW + 3 * HOUR, "file", "แม่คำ"),
        (NOW + 2 * HOUR, "file", "แม่คำ"), (NOW + HOUR, "confirmed", "Officer"), (NOW, "opened", "แม่คำ"),
    ]  # fmt: skip
    lines = lines_of(case_of(owner, case.code, now=NOW), owner)
    assert [line.url for line in lines if line.url] == [f"/cases/{case.code}/files/{file.pk}"]
    words = " ".join(str(line.words) for line in lines)
    assert "ฉลาก.txt" in words
    assert "ความลับ" not in words
    assert "ไม่เล่าซ้ำ" not in words


@pytest.mark.usefixtures("own")
def test_answers_of_providers_are_told(case: Case, owner: User, officer: User) -> None:
    yes, no = Slot.objects.order_by("held_from")
    Slot.objects.filter(pk=yes.pk).update(answered_at=NOW + HOUR, answered_by=officer)
    at = NOW + 2 * HOUR
    Slot.objects.filter(pk=no.pk).update(answered_at=at, answered_by=officer, ended_at=at, ended_why=SAID_NO)
    lines = [line for line in lines_of(case, owner) if line.kind == "answered"]
    assert [(line.at, line.by) for line in lines] == [(at, "Officer"), (NOW + HOUR, "Officer")]
    assert lines[0].words != lines[1].words
    assert all(str(yes.resource.name if yes.resource else "") in str(line.words) for line in lines)


def test_another_app_adds_its_lines_once(
    client: Client, case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_registered", {})

    def of_orchards(of: Case, viewer: User) -> Iterator[Line]:
        for number in range(31):
            at = NOW + dt.timedelta(minutes=number)
            yield Line(at, f"ลำไยต้นที่ {number}.", viewer.name, "orchard", f"/orchards/{of.code}")

    register(of_orchards)
    register(of_orchards)
    client.force_login(owner)
    first = client.get(f"/cases/{case.code}").content.decode()
    assert "ลำไยต้นที่ 30." in first
    assert "ลำไยต้นที่ 0." not in first
    assert 'href="?page=2#happened"' in first
    assert f'href="/orchards/{case.code}"' in first
    second = client.get(f"/cases/{case.code}?page=2").content.decode()
    assert "ลำไยต้นที่ 0." in second
    assert "ลำไยต้นที่ 1." not in second


def test_words_of_a_line_are_no_html(
    client: Client, case: Case, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    register(lambda _case, _viewer: [Line(NOW, "<b>x</b>", "<i>y</i>")])
    client.force_login(owner)
    html = client.get(f"/cases/{case.code}").content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<i>y</i>" not in html

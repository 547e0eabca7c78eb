"""Messages and files on the page of a case: who sees and sends what, and that nothing typed is lost."""

import datetime as dt
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.ending import close_case
from itc.cases.actions.files import add_file, remove_file
from itc.cases.actions.talk import write_message
from itc.cases.models import Case, Closure, File, Message
from tests.cases import sendings as made
from tests.cases.world import NOW

SCRIPT = '<script>alert(1)</script>\nhttps://example.org/?a=1&b="x'


def send(
    client: Client, case: Case, words: str = "", *files: tuple[str, bytes], **more: object
) -> HttpResponse:
    attached = [SimpleUploadedFile(name, content) for name, content in files]
    answer: HttpResponse = client.post(
        f"/cases/{case.code}/messages",
        {"words": words} | more | {"attached": attached},  # in the order of the form
    )
    return answer


@pytest.fixture
def hers(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def html_of(client: Client, case: Case, query: str = "") -> str:
    answer = client.get(f"/cases/{case.code}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_and_files_are_sent_together_and_read_by_the_other_side(
    hers: Client, case: Case, officer: User
) -> None:
    step = case.steps.all()[0]
    files = [("ฉลาก.pdf", made.PDF), ("รูป.jpg", made.photo())]
    answer = send(hers, case, "บรรทัดแรก\r\nบรรทัดสอง", *files, step=step.pk)
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.code}#talk")
    assert set(File.objects.values_list("name", "step")) == {("ฉลาก.pdf", step.pk), ("รูป.jpg", step.pk)}
    other = Client()
    other.force_login(officer)
    assert "ข้อความใหม่ 1" in other.get("/cases").content.decode()
    html = html_of(other, case)
    assert "บรรทัดแรก<br>บรรทัดสอง" in html
    assert "is-new" in html
    assert "ฉลาก.pdf" in html
    assert "is-new" not in html_of(other, case)
    assert "ข้อความใหม่" not in other.get("/cases").content.decode()


def test_nothing_of_html_passes(hers: Client, case: Case) -> None:
    send(hers, case, SCRIPT)
    html = html_of(hers, case)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>" in html
    assert '<a href="https://example.org/?a=1&amp;b=" rel="nofollow noopener noreferrer">' in html
    assert "<script>alert" not in html


def test_what_was_typed_stays_where_a_file_was_refused(hers: Client, case: Case) -> None:
    answer = send(hers, case, "ดูไฟล์นะคะ", ("a.txt", b"a"), ("invoice.pdf", made.EXE))
    html = answer.content.decode()
    assert answer.status_code == 422
    for words in (">\nดูไฟล์นะคะ</textarea>", "invoice.pdf: ", "a.txt"):
        assert words in html
    assert File.objects.get().name == "a.txt"
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("words", "status"), [("", 422), (" \r\n", 422), ("ก" * 4001, 422), ("a\r\n" * 2000, 302)]
)
def test_words_may_be_so_long_and_not_empty(hers: Client, case: Case, words: str, status: int) -> None:
    answer = send(hers, case, words)
    assert answer.status_code == status
    if words.strip() and status == 422:
        assert words in answer.content.decode()


def test_an_unknown_step_is_refused_and_the_words_stay(hers: Client, case: Case) -> None:
    answer = send(hers, case, "สวัสดี", step="999999")
    assert answer.status_code == 422
    assert "สวัสดี</textarea>" in answer.content.decode()


def test_a_page_open_too_long_keeps_what_was_typed(case: Case, owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    answer = send(strict, case, "สวัสดี", ("a.txt", b"a"))
    assert answer.status_code == 403
    assert "สวัสดี</textarea>" in answer.content.decode()
    assert not Message.objects.exists()
    assert not File.objects.exists()
    token = strict.cookies["csrftoken"].value
    assert send(strict, case, "สวัสดี", csrfmiddlewaretoken=token).status_code == 302


def test_a_case_that_ended_meanwhile_says_so_and_gives_the_words_back(
    hers: Client, case: Case, owner: User
) -> None:
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    answer = send(hers, case, "ยังอยู่ไหม")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "ยังอยู่ไหม</textarea>" in html
    assert 'id="talk-form"' not in html
    assert 'id="talk-form"' not in html_of(hers, case)


def test_a_flood_is_told_when_to_go_on(hers: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itc.cases.actions.talk.MESSAGES", 1)
    send(hers, case, "a")
    answer = send(hers, case, "b")
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)
    assert ">\nb</textarea>" in answer.content.decode()


def test_a_message_is_taken_back_on_the_page(hers: Client, case: Case, owner: User) -> None:
    message = write_message(case=case, words="ผิดห้อง", by=owner, now=timezone.now())
    way = f"/cases/{case.code}/messages/{message.pk}/take-back"
    assert way in html_of(hers, case)
    html = hers.post(way, follow=True).content.decode()
    assert "ผิดห้อง" not in html
    assert way not in html
    assert hers.get(way).status_code == 405


def test_a_file_is_saved_and_never_opened_within_our_pages(hers: Client, case: Case, owner: User) -> None:
    file = add_file(case=case, name='ใบ "รับรอง"\r\nX: 1.pdf', content=made.PDF, by=owner, now=NOW)
    answer = hers.get(f"/cases/{case.code}/files/{file.pk}")
    assert b"".join(answer.streaming_content) == made.PDF  # type: ignore[attr-defined]  # a file is streamed
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert unquote(disposition.split("''")[1]) == 'ใบ "รับรอง" X: 1.pdf'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Content-Length"] == str(len(made.PDF))


def test_a_text_is_no_page(hers: Client, case: Case, owner: User) -> None:
    file = add_file(case=case, name="a.txt", content=b"a <script>alert(1)</script>", by=owner, now=NOW)
    assert hers.get(f"/cases/{case.code}/files/{file.pk}")["Content-Type"] == "text/plain"


def test_a_removed_file_is_gone(hers: Client, case: Case, owner: User) -> None:
    file = add_file(case=case, name="a.txt", content=b"a", by=owner, now=NOW)
    way = f"/cases/{case.code}/files/{file.pk}"
    assert f'href="{way}"' in html_of(hers, case)
    assert hers.post(f"{way}/remove").status_code == 302
    html = html_of(hers, case)
    assert way not in html
    assert "a.txt" not in html
    assert [hers.get(way).status_code, hers.post(f"{way}/remove").status_code] == [404, 404]


def test_a_file_whose_bytes_went_a_moment_ago_is_gone(hers: Client, case: Case, owner: User) -> None:
    file = add_file(case=case, name="a.txt", content=b"a", by=owner, now=NOW)
    file.stored.storage.delete(str(file.stored.name))
    assert hers.get(f"/cases/{case.code}/files/{file.pk}").status_code == 404


def test_a_file_of_another_case_is_not_had_through_ones_own(
    client: Client, case: Case, owner: User, stranger: User
) -> None:
    file = add_file(case=case, name="a.txt", content=b"a", by=owner, now=NOW)
    client.force_login(stranger)
    assert client.get(f"/cases/{case.code}/files/{file.pk}").status_code == 404
    assert client.get(f"/cases/NOSUCHCD/files/{file.pk}").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "ministry"])
def test_others_send_nothing(client: Client, case: Case, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    assert send(client, case, "a", ("a.txt", b"a")).status_code == 404
    assert not Message.objects.exists()
    assert not File.objects.exists()


def test_the_other_side_is_told_that_a_file_is_not_its_to_remove(
    client: Client, case: Case, owner: User, officer: User
) -> None:
    file = add_file(case=case, name="a.txt", content=b"a", by=owner, now=NOW)
    client.force_login(officer)
    assert f"/files/{file.pk}/remove" not in html_of(client, case)
    assert client.post(f"/cases/{case.code}/files/{file.pk}/remove").status_code == 403


def test_a_form_that_was_refused_leads_back_to_the_case_when_loaded_anew(hers: Client, case: Case) -> None:
    assert hers.get(f"/cases/{case.code}/messages")["Location"] == f"/cases/{case.code}"


def test_odd_addresses_are_answered(hers: Client, case: Case) -> None:
    for query in (
        "?before=x",
        "?before=999999",
        "?before=-1",
        "?before=" + "9" * 30,
        "?before=๑",
        "?page=x",
        "?page=99",
    ):
        html_of(hers, case, query)


def test_looking_at_earlier_messages_is_not_seeing_the_newest(
    hers: Client, case: Case, officer: User
) -> None:
    first = write_message(case=case, words="a", by=officer, now=NOW)
    html_of(hers, case, f"?before={first.pk}")
    assert "is-new" in html_of(hers, case)


def test_empty_places_say_what_to_do(hers: Client, case: Case) -> None:
    html = html_of(hers, case)
    assert 'href="#talk-form"' in html
    assert 'enctype="multipart/form-data"' in html


def test_pages_ask_as_often_however_much_was_said(
    hers: Client, case: Case, owner: User, officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for round_ in (1, 2):
        for number in range(5 * round_):
            now = NOW + dt.timedelta(minutes=number * 3, hours=round_)
            write_message(case=case, words=f"{round_} {number}", by=officer, now=now)
            file = add_file(case=case, name="a.txt", content=b"%d %d" % (round_, number), by=officer, now=now)
            if number % 2:
                remove_file(case=case, file=file.pk, by=officer, now=now)
        with django_assert_num_queries(7):
            hers.get("/cases")
        html_of(hers, case)  # what is new is kept as seen once
        with django_assert_num_queries(28):
            html_of(hers, case)

"""Requests larger than is taken, over the page of a case: refused early, with the words still in the form."""

from io import BytesIO

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from itc.accounts.models import User
from itc.cases.models import Case, File, Message
from itc.cases.rules.files import MOST_BYTES, MOST_BYTES_AT_ONCE
from tests.cases.test_talk_pages import send

HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="words"\r\n\r\nแนบหนังสั้น\r\n'
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attached"; filename="film.mp4"\r\n\r\n'
)


class Film(BytesIO):
    """Two gigabytes, of which none may be asked for but the first pieces."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0
        self.asked += size
        assert self.asked < 2**20, "the film is being read"
        return super().read(size).ljust(size, b"x")


def film(client: Client, way: str) -> tuple[int, str]:
    answer = client.generic(
        "POST", way, b"as the film below", MULTIPART_CONTENT,
        **{"wsgi.input": Film(HEAD.encode()), "CONTENT_LENGTH": str(2 * 2**30)},
    )  # fmt: skip
    return answer.status_code, answer.content.decode()


def test_two_gigabytes_are_refused_on_the_page_with_what_was_typed(
    client: Client, case: Case, owner: User
) -> None:
    client.force_login(owner)
    status, html = film(client, f"/en/cases/{case.code}/messages")
    assert status == 413
    assert "film.mp4: What you chose is larger than 100 MB in all" in html
    assert "แนบหนังสั้น</textarea>" in html
    assert not Message.objects.exists()
    assert not File.objects.exists()


def test_who_is_not_signed_in_sends_nothing_at_all(client: Client, case: Case) -> None:
    assert film(client, f"/cases/{case.code}/messages")[0] == 302


@pytest.mark.parametrize("way", ["/sign-in", "/firms/new", "/plans", "/admin/login/", "/no-such-page"])
def test_no_other_page_reads_a_file(client: Client, owner: User, way: str) -> None:
    client.force_login(owner)
    status, _html = film(client, way)
    assert status < 500


def test_a_file_larger_than_is_taken_is_left_out_and_the_others_are_added(
    client: Client, case: Case, owner: User
) -> None:
    client.force_login(owner)
    answer = send(client, case, "ดูไฟล์", ("large.txt", b"a" * (MOST_BYTES + 1)), ("a.txt", b"a"))
    assert answer.status_code == 422
    assert "large.txt: " in answer.content.decode()
    assert File.objects.get().name == "a.txt"
    assert MOST_BYTES < MOST_BYTES_AT_ONCE


def test_more_than_twenty_files_are_told_where_it_stopped(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    answer = send(client, case, "", *((f"{number}.txt", b"%d" % number) for number in range(22)))
    assert answer.status_code == 422
    assert "20.txt: " in answer.content.decode()
    assert File.objects.count() == 20

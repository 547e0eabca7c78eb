"""The pages of spreadsheets: what is shown, what is refused, who sees nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from itc.accounts.models import User
from itc.firms.models import Firm
from itc.network.models import Agency, Post, Province
from itc.sheets.books.reading import MOST_BYTES
from itc.sheets.models import Upload
from tests.sheets.conftest import allow
from tests.sheets.files import AGENCIES, agency, cells_of, csv, xlsx
from tests.sheets.test_firms import HEADER, ROW, SECOND, _purpose  # noqa: F401 - a fixture used by its name

TABLE = "/en/tables/agencies"


@pytest.fixture
def signed(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def sheet(content: bytes, name: str = "a.xlsx") -> dict[str, SimpleUploadedFile]:
    return {"sheet": SimpleUploadedFile(name, content)}


def sent(client: Client, *rows: list[str]) -> str:
    """Upload rows of agencies; return the address of what they would do."""
    answer = client.post(TABLE, sheet(xlsx(AGENCIES, *rows)))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def digest(client: Client, page: str) -> str:
    return str(client.get(page).context["seen"].digest)


def test_the_list_shows_only_tables_she_may_change(
    signed: Client, banks: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(9):
        html = signed.get("/en/tables").content.decode()
    assert "/en/tables/agencies" in html
    assert "/en/tables/prices" not in html
    assert signed.get("/en/tables/prices").status_code == 404
    assert signed.get("/en/tables/nothing").status_code == 404
    assert signed.get(f"{TABLE}/pdf").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "owner", "officer", "ministry"])
def test_who_may_change_no_table_is_told_there_is_none(
    client: Client, clerk: User, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(clerk)
    page = sent(client, agency("A"))
    client.force_login(request.getfixturevalue(who))
    for path in ("/en/tables", TABLE, f"{TABLE}/xlsx", page, f"{page}/faults"):
        assert client.get(path).status_code == 404, path
    for path in (TABLE, page, f"{page}/removing", f"{page}/undo"):
        assert client.post(path, {}).status_code == 404, path


def test_another_clerk_does_not_see_what_one_uploaded(client: Client, signed: Client, officer: User) -> None:
    page = sent(signed, agency("A"))
    allow(officer, "change_agency")
    client.force_login(officer)
    assert client.get(TABLE).status_code == 200
    assert client.get(page).status_code == 404


def test_the_page_explains_every_column_and_gives_the_table(signed: Client, banks: None) -> None:
    html = signed.get(TABLE).content.decode()
    for said in ("name_th", "text with Thai letters", "one of confirmed (confirmed), sample (sample)"):
        assert said in html
    saved = signed.get(f"{TABLE}/xlsx")
    assert saved["Content-Disposition"] == 'attachment; filename="agencies.xlsx"'
    assert [row[0] for row in cells_of(saved.content)] == ["code", "A", "B"]
    assert cells_of(saved.content, sheet=1)[1][0] == "code"
    assert signed.get(f"{TABLE}/csv").content.startswith(b"\xef\xbb\xbfcode,")


def test_uploaded_seen_written_and_undone(signed: Client, banks: None) -> None:
    page = sent(signed, agency("A", "ใหม่"), agency("C"))
    html = signed.get(page).content.decode()
    for said in ("1 changed", "1 new", "1 not in your file", "ใหม่", "Write just this"):
        assert said in html
    answer = signed.post(page, {"digest": digest(signed, page)}, follow=True)
    assert "Written" in answer.content.decode()
    assert Agency.objects.get(pk="A").name_th == "ใหม่"
    again = signed.post(page, {"digest": "x"}, follow=True)
    assert again.redirect_chain == [(TABLE, 302)]
    upload = Upload.objects.get()
    assert "Undo this upload" in answer.content.decode()
    undone = signed.post(f"{TABLE}/uploads/{upload.pk}/undo", follow=True)
    assert "Undone" in undone.content.decode()
    assert "This was" not in undone.content.decode()
    assert Agency.objects.get(pk="A").name_th == "ธนาคาร"
    twice = signed.post(f"{TABLE}/uploads/{upload.pk}/undo", follow=True)
    assert "nothing left to do" in twice.content.decode()


def test_what_was_changed_meanwhile_is_shown_anew(signed: Client, banks: None) -> None:
    page = sent(signed, agency("A", "ใหม่"))
    answer = signed.post(page, {"digest": "x" * 64})
    assert answer.status_code == 409
    assert "Somebody changed the table meanwhile" in answer.content.decode()
    assert Agency.objects.get(pk="A").name_th == "ธนาคาร"


def test_faults_are_shown_by_cell_in_pages_and_given_as_a_marked_sheet(signed: Client) -> None:
    page = sent(signed, *(agency(f"A{each}", "Bank") for each in range(60)))
    first, second = (signed.get(f"{page}?page={each}").content.decode() for each in (1, 2))
    assert "60 faults must be mended" in first
    assert "B2" in first
    assert "B61" in second
    assert "B61" not in first
    marked = signed.get(f"{page}/faults")
    assert cells_of(marked.content, sheet=1)[1][:2] == ["B2", "name_th"]
    assert signed.post(page, {"digest": digest(signed, page)}).status_code == 422
    assert not Agency.objects.exists()


def test_rows_that_are_lacking_are_removed_only_when_she_says_so(signed: Client, banks: None) -> None:
    page = sent(signed, agency("A"))
    assert "Remove them too" in signed.get(page).content.decode()
    assert signed.post(f"{page}/removing", {"removes": "yes"})["Location"] == page
    assert "1 removed" in signed.get(page).content.decode()
    signed.post(page, {"digest": digest(signed, page)})
    assert not Agency.objects.filter(pk="B").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\x89PNG\0", "no table"), (b"x" * (MOST_BYTES + 1), "larger than 5 MB")],
    ids=["empty", "picture", "large"],
)
def test_a_file_that_is_not_taken_leaves_her_on_the_page(signed: Client, content: bytes, said: str) -> None:
    answer = signed.post(TABLE, sheet(content))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Upload.objects.exists()


def test_without_a_file_she_is_asked_for_one(signed: Client) -> None:
    answer = signed.post(TABLE, {})
    assert answer.status_code == 422
    assert "Choose a file first" in answer.content.decode()


def test_csv_of_another_encoding_is_read_and_said(signed: Client) -> None:
    answer = signed.post(
        TABLE, sheet(csv(AGENCIES, agency("A")).decode().encode("cp874"), "a.csv"), follow=True
    )
    html = answer.content.decode()
    assert "not UTF-8 but Windows-874" in html
    assert "Write just this" in html


def test_a_list_of_firms_goes_through_its_pages(desk: Client, officer: User) -> None:
    assert "A blank sheet" in desk.get("/en/firm-lists").content.decode()
    assert cells_of(desk.get("/en/firm-lists/template").content)[0][0] == "Name of the firm"
    rows = [[str(row[name]) for name in HEADER] for row in (ROW, SECOND)]
    page = desk.post("/en/firm-lists", sheet(xlsx(HEADER, *rows)))["Location"]
    html = desk.get(page).content.decode()
    assert "2 firms. Nobody is entered yet." in html
    assert "+66899998888" in html
    seen = digest(desk, page)
    assert desk.post(page, {"digest": seen}).status_code == 422
    answer = desk.post(page, {"digest": seen, "consent": "on"}, follow=True)
    assert "2 firms are entered." in answer.content.decode()
    assert desk.post(page, {"digest": seen, "consent": "on"})["Location"] == "/en/firm-lists"
    upload = Upload.objects.get()
    undone = desk.post(f"/en/firm-lists/{upload.pk}/undo", follow=True)
    assert "Undone" in undone.content.decode()
    assert not Firm.objects.exists()


def test_faults_of_a_list_are_given_as_a_marked_sheet(desk: Client) -> None:
    rows = [[str((ROW | {"number": "12"})[name]) for name in HEADER]]
    page = desk.post("/en/firm-lists", sheet(xlsx(HEADER, *rows)))["Location"]
    assert "B2" in desk.get(page).content.decode()
    assert cells_of(desk.get(f"{page}/faults").content, sheet=1)[1][1] == "13-digit number"
    bad = desk.post("/en/firm-lists", sheet(b"PK\x03\x04"))
    assert bad.status_code == 422
    assert "broken" in bad.content.decode()


@pytest.mark.parametrize("who", ["stranger", "owner", "ministry", "clerk"])
def test_who_is_no_officer_sees_nothing_of_lists(
    client: Client, officer: User, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(officer)
    page = client.post("/en/firm-lists", sheet(xlsx(HEADER, [str(ROW[name]) for name in HEADER])))["Location"]
    client.force_login(request.getfixturevalue(who))
    for path in ("/en/firm-lists", "/en/firm-lists/template", page, f"{page}/faults"):
        assert client.get(path).status_code == 404, path
    assert client.post(f"{page}/undo").status_code == 404


def test_another_officer_does_not_see_whom_one_lists(client: Client, desk: Client, ministry: User) -> None:
    page = desk.post("/en/firm-lists", sheet(xlsx(HEADER, [str(ROW[name]) for name in HEADER])))["Location"]
    Post.objects.filter(person=ministry).update(role="officer", agency=None, centre="IEAT-NRIE")
    client.force_login(ministry)
    assert client.get("/en/firm-lists").status_code == 200
    assert client.get(page).status_code == 404
    assert Province.objects.count() == 1

"""Bad input into every form of every page: the answer may be a refusal, and is never our own fault (500).

The pages are those of the table in tests/who_may.py and the forms are those which stand on them, so that a
new page is asked as soon as it is in the table. What a form changes is taken back before the next. Of the
ways to spoil a form, one has its turn each day; `make prove` asks all.
"""

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from itc.accounts.models import User
from itc.cases.models import Case
from itc.catalogue.models import Platform
from tests.cases import world
from tests.everyone import between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.reading import Form, Page, read
from tests.test_who_may_see import address
from tests.web.test_requests import lines  # noqa: F401
from tests.who_may import API, MAY, OWN, POSTS, Ids, ids_of

SCRIPT = "</script><script>alert('x')</script>"
BAD = {
    "empty": "", "null byte": "a\x00b", "huge": "1" + "0" * 30, "negative": "-1", "Thai digits": "๑๒๓",
    "not a number": "NaN", "infinite": "1e400", "long": "ก" * 10_000, "mark-up": SCRIPT,
    "half a pair": "\ud800", "no day": "2569-02-30", "first year": "0001-01-01", "last year": "9999-12-31",
    "quoted": "'; drop table cases_case; --", "path": "../../etc/passwd", "line breaks": "\r\n\r\n",
    "elsewhere": "//evil.example/x", "superscript": "²", "formula": "=1+1",
}  # fmt: skip
ASKED_BY = ("lead_officer", "serving_officer", "owner", "colleague", "runner", "clerk")
GUESSES = ("ลอง", "1", "2027-01-20", "")
"""What is tried in fields of text until a form is taken: it is the forms that are taken which reach far."""
PLAUSIBLE = {"date": "2027-01-20", "time": "10:00", "number": "1", "tel": "081-234 5679"}
OURS, REFUSED = 500, 400
TODAY = dt.datetime.now(tz=dt.UTC).toordinal()
Shown = tuple[Client, Form]
Values = dict[str, list[str]]


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)


@pytest.fixture(autouse=True)
def _offered(db: None) -> None:
    """A platform to begin with: what falls with a machine is planned anew."""
    Platform.objects.create(
        code="itc", name_th="ศูนย์", name_en="Centre", rank=1, is_default=True, source="test",
    )  # fmt: skip


def of_today(ways: Iterable[str]) -> list[Any]:
    """Return the ways as parameters: all but that of today are for `make prove`."""
    names = list(ways)
    turn = TODAY % len(names)
    return [
        pytest.param(name, marks=() if place == turn else pytest.mark.prove, id=ascii(name))
        for place, name in enumerate(names)
    ]


def whoever_may(name: str) -> str:
    may = MAY.get(name) or {"lead_officer" if name.startswith("asked") else "owner"}
    return next((who for who in ASKED_BY if who in may), min(may))


def known(cast: dict[str, User | None], who: str) -> User:
    person = cast[who]
    assert person is not None
    return person


def pages(case: Case, cast: dict[str, User | None], language: str = "") -> Iterator[tuple[Client, str, Page]]:
    """Yield each page with its address, and the browser of somebody who may see it; `/en`: in English."""
    bare: Ids = {name: [] for name in OWN if name.startswith(("case_", "firm_"))}
    given: Ids = ids_of(case) | bare | {"consent": ["lead"]}
    browsers: dict[str, Client] = {}
    addresses = {name: address(name, given) for name in sorted({*MAY, *OWN} - POSTS - API)}
    for name, path in addresses.items():
        who, url = whoever_may(name), f"{language}{path}"
        if who not in browsers:
            browsers[who] = Client(raise_request_exception=False)
            browsers[who].force_login(known(cast, who))
        client = browsers[who]
        answer = client.get(url)
        assert answer.status_code < OURS, url
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield client, url, read(answer, url)


@pytest.fixture(name="forms")
def forms_of_all_pages(case: Case, cast: dict[str, User | None]) -> list[Shown]:
    """Each form once, with the browser it was shown to."""
    found: dict[tuple[str, str, str], Shown] = {}
    for client, _url, page in pages(case, cast):
        for form in page.forms:
            found.setdefault((form.method, form.action, " ".join(sorted(form.fields))), (client, form))
    return list(found.values())


def filled_in(client: Client, form: Form) -> Values:
    """Return what a form takes from somebody who fills in every field, or the last that was tried."""
    values: Values = {}
    for guess in GUESSES:
        for which in (-1, 0):
            names = (name for name in form.fields if name != "csrfmiddlewaretoken")
            values = {name: one(form, name, guess, which) for name in names}
            if send(client, form, values) < REFUSED:
                return values
    return values


def one(form: Form, name: str, guess: str, which: int) -> list[str]:
    if any(given := form.fields[name]):
        return given
    if choices := form.choices.get(name):
        return [choices[which]]
    return [PLAUSIBLE.get(form.kinds.get(name, ""), guess)]


def send(client: Client, form: Form, values: Values) -> int:
    """Send a form and take back what it changed; what is no UTF-8 is sent as the bytes it is."""
    ask = client.post if form.method == "post" else client.get
    sent = {key: [each.encode("utf-8", "surrogatepass") for each in some] for key, some in values.items()}
    with transaction.atomic():
        status: int = ask(form.action, sent).status_code
        transaction.set_rollback(True)
    return status


def spoilt(values: Values, day: int | None) -> Iterator[tuple[str, Values]]:
    """Yield a form with one field spoilt: of a day in one way each, of all days in every way."""
    for place, name in enumerate(values):
        ways: dict[str, Values] = {way: values | {name: [word]} for way, word in BAD.items()}
        ways["twice"] = values | {name: values[name] * 2 + ["x"]}
        ways["gone"] = {key: value for key, value in values.items() if key != name}
        ways["an array"] = ways["gone"] | {f"{name}[]": ["1"], f"{name}[a]": ["1"]}
        names = list(ways)
        chosen = names if day is None else [names[(day + place) % len(names)]]
        yield from ((f"{name}: {way}", ways[way]) for way in chosen)


@pytest.mark.parametrize(
    "day", [pytest.param(TODAY, id="today"), pytest.param(None, id="all", marks=pytest.mark.prove)]
)
def test_no_field_spoilt_is_our_own_fault(forms: list[Shown], day: int | None) -> None:
    faults = [
        (form.action, what)
        for client, form in forms
        for what, values in spoilt(filled_in(client, form), day)
        if send(client, form, values) >= OURS
    ]
    assert faults == []


@pytest.mark.parametrize("way", of_today(BAD))
def test_no_form_spoilt_all_over_is_our_own_fault(forms: list[Shown], way: str) -> None:
    faults = [
        form.action
        for client, form in forms
        if send(client, form, {name: [BAD[way]] for name in form.fields}) >= OURS
    ]
    assert faults == []


PART = b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\na'
MANY = b"&".join(b"a%d=1" % number for number in range(1_001))
BODIES = {
    "json": (b'{"words": ["x"], "case": {"a": 1}}', "application/json"),
    "no json": (b"{", "application/json"),
    "xml": (b"<x/>", "text/xml"),
    "bad letters": (b"words=%ff%fe&case=%00&next=%ed%a0%80", "application/x-www-form-urlencoded"),
    "bytes": (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    "a part without end": (PART, "multipart/form-data; boundary=x"),
    "no boundary": (b"--x", "multipart/form-data"),
    "strange letters": (b"words=x", "application/x-www-form-urlencoded; charset=no-such"),
    "no type": (b"words=x", ""),
    "many fields": (MANY, "application/x-www-form-urlencoded"),
}  # fmt: skip


@pytest.mark.parametrize("body", of_today(BODIES))
def test_no_body_of_the_wrong_kind_is_our_own_fault(forms: list[Shown], body: str) -> None:
    content, kind = BODIES[body]
    for client, form in forms:
        with transaction.atomic():
            answer = client.post(form.action, content, content_type=kind)
            transaction.set_rollback(True)
        assert answer.status_code < OURS, form.action


def test_a_file_where_none_belongs_is_no_fault_of_ours(forms: list[Shown]) -> None:
    for client, form in forms:
        names = [*form.fields, *form.files, "stray"]
        files = {name: SimpleUploadedFile("../x\x00.php", b"<?php", "image/png") for name in names}
        with transaction.atomic():
            answer = client.post(form.action, files)
            transaction.set_rollback(True)
        assert answer.status_code < OURS, form.action


def test_words_where_a_file_belongs_are_refused(forms: list[Shown]) -> None:
    taking = [(client, form) for client, form in forms if form.files]
    assert len(taking) >= 5
    for client, form in taking:
        empty = {name: io.BytesIO() for name in form.files}
        for files in (dict.fromkeys(form.files, "not a file"), empty):
            with transaction.atomic():
                answer = client.post(form.action, files)
                transaction.set_rollback(True)
            assert REFUSED <= answer.status_code < OURS or answer.status_code == 302, form.action


def test_no_form_is_taken_without_its_proof(forms: list[Shown], cast: dict[str, User | None]) -> None:
    for client, form in forms:
        if form.method != "post":
            continue
        assert "csrfmiddlewaretoken" in form.fields, form.action
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        assert strict.post(form.action, {"words": "x"}).status_code == 403, form.action


ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "http:///evil.example", "ลอง", "centre_list", "evil.example", " //evil.example", "\t//evil.example",
    "/\t/evil.example", "///evil.example", "/x\r\nSet-Cookie: a=b",
)  # fmt: skip


@pytest.mark.parametrize("to", of_today(ELSEWHERE))
def test_no_form_leads_elsewhere(forms: list[Shown], to: str) -> None:
    """Whatever an address or a form names to go on to, it is a page of ours."""
    leading = [(client, form) for client, form in forms if {"next", "to"} & {*form.fields}]
    assert leading
    for client, form in leading:
        values = filled_in(client, form)
        with transaction.atomic():
            answer = client.post(form.action, values | {"next": to, "to": to})
            transaction.set_rollback(True)
        assert answer.status_code < OURS, form.action
        location = answer.get("Location", "/")
        assert location.startswith("/"), form.action
        assert not location.startswith(("//", "/\\")), form.action
        assert "Set-Cookie: a" not in str(answer.headers), form.action


def test_what_is_typed_comes_back_as_words(forms: list[Shown]) -> None:
    """No page makes an element of what was sent to it."""
    for client, form in forms:
        values = {name: [SCRIPT] for name in form.fields if name != "csrfmiddlewaretoken"}
        ask = client.post if form.method == "post" else client.get
        with transaction.atomic():
            answer = ask(form.action, values)
            transaction.set_rollback(True)
        if not answer.streaming:
            assert SCRIPT.encode() not in answer.content, form.action


def test_nothing_that_is_sent_stands_in_the_log(forms: list[Shown], request: pytest.FixtureRequest) -> None:
    said = request.getfixturevalue("lines")
    secrets = ("0819998877", "somchai@secret.example", "สมชายผู้ไม่ประสงค์ออกนาม")
    for client, form in forms:
        send(client, form, {name: [" ".join(secrets)] for name in form.fields})
    written = json.dumps(said(), ensure_ascii=False)
    assert "itc.requests" in written
    assert not [secret for secret in secrets if secret in written]

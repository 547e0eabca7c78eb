"""Every route × everyone, with another's ids: whoever may not see is told that there is nothing (404).

The routes are those of the site itself: a new one that is not in the table below fails the test, so that none
can be forgotten. Who is not signed in is sent to sign in where a page is for persons.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from itc.accounts import urls
from itc.accounts.models import User
from itc.cases.actions.feeds import make_feed
from itc.cases.models import Case
from itc.resources.models import Resource
from tests.cases import world
from tests.everyone import CAST, between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.who_may import API, HERS, MAY, NOWHERE, OWN, POSTS, PUBLIC, SENT, Ids, ids_of


def routes(resolver: URLResolver) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            if each.app_name != "admin":
                yield from routes(each)
        elif isinstance(each, URLPattern):
            yield each.name or str(each.pattern)


def address(name: str, given: Ids, *, there: bool = True) -> str:
    """Return the address of a route with the ids given, or with such as nothing has."""
    space = "api:" if name in API else ""
    ids = given.get(name, given.get(name.split("_")[0], []))
    if not there:
        ids = [NOWHERE.get(type(each), each) if each not in given["case"] else "ZZZZZZZZ" for each in ids]
    return reverse(space + name, args=ids)


def test_every_route_is_in_the_table() -> None:
    names = [name for name in routes(get_resolver()) if name not in people_routes()]
    # each once, so that none hides behind another's name; the search is a page and an endpoint
    assert sorted(names) == sorted([*PUBLIC, *OWN, *MAY, "search"])


def people_routes() -> set[str]:
    """Return the routes of signing in and of one's own page; tests/accounts/test_pages.py has their table."""
    patterns = (*urls.urlpatterns, *urls.callbacks)
    return {name for pattern in patterns for name in names_of(pattern)}


def names_of(pattern: URLPattern | URLResolver) -> Iterator[str]:
    if isinstance(pattern, URLResolver):
        yield from routes(pattern)
    else:
        yield str(pattern.name)


@pytest.mark.parametrize("who", CAST)
def test_whoever_may_not_see_is_told_there_is_nothing(
    client: Client, case: Case, cast: dict[str, User | None], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: world.NOW
    )  # long after, nobody serves it any more
    person, given = cast[who], ids_of(case)
    for name, may in MAY.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        ask = client.post if name in POSTS else client.get
        answer = ask(address(name, given), SENT.get(name, {}))
        if person is None and name in API:
            assert answer.status_code == 401, name
        elif person is None:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/sign-in?"), name
        elif who in may:
            assert answer.status_code in {200, 302, 403, 409, 422}, (name, answer.status_code)
        else:
            assert answer.status_code == 404, (name, answer.status_code)


TURNS = 4
"""Days in which each route has its turn in `make test`, its answers compared letter for letter."""
TODAY = dt.datetime.now(tz=dt.UTC).date().toordinal() % TURNS


def routes_of(day: int | None) -> list[str]:
    """Return the routes whose turn it is, by the number of a day; all where there is none."""
    return list(MAY) if day is None else list(MAY)[day::TURNS]


@pytest.mark.parametrize(
    "day", [pytest.param(TODAY, id="some"), pytest.param(None, id="all", marks=pytest.mark.prove)]
)
@pytest.mark.parametrize("who", sorted(set(CAST) - HERS - {"lead_officer"}))
def test_nothing_tells_that_it_is_there(
    client: Client, case: Case, cast: dict[str, User | None], who: str, day: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """However it is asked for, the answer is that of ids nothing has: status, headers and every letter."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)
    if (person := cast[who]) is not None:
        client.force_login(person)
    given = ids_of(case)
    for name in routes_of(day):
        if who in MAY[name]:
            continue
        addresses = [address(name, given, there=each) for each in (True, False)]
        if addresses[0] == addresses[1]:  # it has no id: there is nothing to compare
            continue
        for method in ("get", "post"):
            there, nowhere = (told(client if person else Client(), method, each) for each in addresses)
            assert there == nowhere, (name, method)
            assert there[0] in {302, 400, 401, 404, 405}, (name, method)


OF_EACH = {"Content-Length", "Expires", "X-Request-ID"}
"""Headers that tell of the request itself, or of the second it was asked in."""


def told(client: Client, method: str, path: str) -> tuple[int, dict[str, str], str]:
    """Return what an answer tells, less what tells of its own address and the proofs of its forms."""
    answer = getattr(client, method)(path)
    own = re.compile("|".join([path, *re.findall(r"[A-Z0-9]{8}", path)]))
    headers = {key: own.sub("", value) for key, value in answer.items() if key not in OF_EACH}
    html = own.sub("", answer.content.decode())
    return answer.status_code, headers, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.mark.parametrize("who", sorted(set(CAST) - HERS - {"lead_officer", "nobody"}))
def test_nothing_of_it_stands_in_lists_or_search(
    client: Client, case: Case, cast: dict[str, User | None], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)
    person = cast[who]
    assert person is not None
    client.force_login(person)
    for url in (
        "/cases", "/firms", "/calendar", "/api/v1/cases", "/",
        f"/search?q={case.code}", "/search?q=แม่คำลำไย", "/search/suggestions?q=แม่คำ",
    ):  # fmt: skip
        html = client.get(url).content.decode().replace(f"q={case.code}", "").replace(f'"{case.code}"', "")
        assert f"/cases/{case.code}" not in html
        assert case.firm.name not in html or url.startswith("/search")


@pytest.mark.parametrize("who", sorted(set(CAST) - {"nobody"}))
def test_it_stands_in_the_feeds_of_those_alone_who_may_see_it(
    client: Client, case: Case, cast: dict[str, User | None], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)  # feeds leave out what is long past
    person = cast[who]
    assert person is not None
    secret = make_feed(by=person, replaces=None, now=timezone.now())
    body = client.get(f"/calendar/{secret}.ics").content.decode()
    assert (case.code in body) == (who in MAY["case_calendar"])


def test_a_resource_page_names_no_firm(client: Client, case: Case) -> None:
    unit = Resource.objects.get(code="U1")
    html = client.get(f"/centres/{unit.centre_id}").content.decode()
    assert case.firm.name not in html
    assert case.code not in html

"""Every route × everyone, with another's ids: whoever may not see is told that there is nothing (404).

The routes are those of the site itself: a new one that is not in the table below fails the test, so that none
can be forgotten. Who is not signed in is sent to sign in where a page is for persons.
"""

import re
import uuid
from collections.abc import Iterator, Sequence

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from itc.accounts import urls
from itc.accounts.models import User
from itc.cases.actions.feeds import make_feed
from itc.cases.models import Case, Slot
from itc.firms.models import Membership
from itc.notices.models import Notice
from itc.resources.models import Resource
from tests.cases import world
from tests.centres import addresses as centres
from tests.centres import opening_addresses as openings
from tests.everyone import CAST, between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.sheets.addresses import WHO_MAY, of_sheets

PUBLIC = {
    "openapi-json", "make_plan", "search", "free", "api-root", "plan_detail",
    "plan_paper", "plan_change", "home", "plan_new", "suggest", "help", "how_counted", "counting",
    "styleguide", "family_list", "operation_list", "standard_list", "standard_detail", "centre_list",
    "family_detail", "operation_detail", "machine_kind_list", "machine_kind_detail", "machine_kind_free",
    "machine_kind_owning", "centre_detail", "lab_list", "calendar_feed",
}  # fmt: skip
"""Routes that show nothing of a person, a firm or a case; a plan's or feed's link is public to who has it."""
OWN = {
    "asked_list", "served_list", "case_list", "firm_list", "firm_new", "firm_join", "plan_accept", "calendar",
    "calendar_make", "calendar_end", "list_cases", "accept_plan", "privacy", "consent", "taken_along",
    "erasing", "plan_walk_in", "plan_consent", "notice_list", "notice_read_all", "notice_wish",
}  # fmt: skip
"""Routes without anybody else's ids: each person sees her own."""
HERS = {"owner", "colleague"}
OFFICERS = {"lead_officer", "serving_officer", "other_officer", "list_officer"}
MAY = {
    "case_detail": HERS | {"lead_officer"},
    "case_paper": HERS | {"lead_officer"},
    "case_consent": HERS | {"lead_officer"},
    "case_claim": {"lead_officer"},  # who is told that nobody of this firm waits for one: 409
    "show_case": HERS | {"lead_officer"},
    "case_calendar": HERS | {"lead_officer"},
    "case_confirm": {"lead_officer"},
    "case_finish": {"lead_officer"},
    "stage_close": {"lead_officer"},
    "case_talk": HERS | {"lead_officer"},
    "case_take_back": {"colleague"},  # who wrote it
    "case_file": HERS | {"lead_officer"},
    "case_file_remove": HERS | {"lead_officer"},  # the officer is told that it is not hers to remove: 403
    "case_withdraw": HERS,
    "slot_answer": {"lead_officer", "lead_operator"},
    "served_detail": {"serving_officer", "serving_expert"},
    "case_step": HERS | {"lead_officer"},
    "case_add": HERS | {"lead_officer"},
    "case_amount": HERS | {"lead_officer"},
    "firm_detail": HERS,
    "firm_change": HERS,
    "firm_let_in": HERS,
    "firm_end": HERS | {"asker"},  # she takes her own question back
    "notice_open": {"owner"},
    "desk": OFFICERS,
    "desk_together": OFFICERS,
    "case_hand": {"lead_officer"},
    "case_ask_back": {"lead_officer"},
    "case_decline": {"lead_officer"},
    "work": {"runner"},
    "work_again": {"runner"},
    "work_aside": {"runner"},
    **WHO_MAY,
    **centres.WHO_MAY,
    **openings.WHO_MAY,
}
"""Routes with ids, and who may see or do it."""
API = {"show_case", "list_cases", "accept_plan"}
POSTS = {
    "case_claim",
    "case_finish", "stage_close", "slot_answer", "case_confirm", "case_withdraw", "case_talk",
    "case_take_back", "case_file_remove", "firm_let_in", "firm_end", "work_again", "work_aside",
    "notice_open", "desk_together", "case_hand", "case_ask_back", "case_decline",
    "table_removing", "table_undo", "firm_undo", *centres.POSTED, *openings.POSTED,
}  # fmt: skip
Ids = dict[str, Sequence[str | int | uuid.UUID]]
NOWHERE: dict[type, int | uuid.UUID] = {int: 10**9, uuid.UUID: uuid.UUID(int=1)}
"""Ids that nothing has."""


def routes(resolver: URLResolver) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            if each.app_name != "admin":
                yield from routes(each)
        elif isinstance(each, URLPattern):
            yield each.name or str(each.pattern)


def ids_of(case: Case) -> Ids:
    """Return what stands in the addresses of a case, by the name of the route or its first word."""
    asker = Membership.objects.get(person__name="asker")
    asked = Slot.objects.get(must_ask=True)
    dead = list(DBTaskResult.objects.order_by("enqueued_at", "pk").values_list("pk", flat=True))
    return {
        "slot_answer": [asked.pk],
        "served_detail": [case.steps.get(centre="SERVES").pk],
        "case_step": [case.code, 2],
        "stage_close": [case.code, "engineering"],
        "case_add": [case.code, 2],
        "case_take_back": [case.code, case.messages.get().pk],
        "case_file": [case.code, case.files.get().pk],
        "case_file_remove": [case.code, case.files.get().pk],
        "show_case": [case.code],
        "case": [case.code],
        "firm_detail": [case.firm_id],
        "firm_change": [case.firm_id],
        "firm": [asker.pk],
        "plan": ["no-such-plan"],
        "work": [],
        "desk": [],
        "desk_together": [],
        "work_again": dead[:1],
        "work_aside": dead[-1:],
        "notice_open": [Notice.objects.get(kind="digest").pk],
        **of_sheets(),
        **centres.of_centres(case.lead_centre_id),
        **openings.of_openings(case.lead_centre_id),
    }


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
        answer = ask(address(name, given), {"answer": "yes"} if name == "slot_answer" else {})
        if person is None and name in API:
            assert answer.status_code == 401, name
        elif person is None:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/sign-in?"), name
        elif who in may:
            assert answer.status_code in {200, 302, 403, 409, 422}, (name, answer.status_code)
        else:
            assert answer.status_code == 404, (name, answer.status_code)


@pytest.mark.parametrize("who", sorted(set(CAST) - HERS - {"lead_officer"}))
def test_nothing_tells_that_it_is_there(
    client: Client, case: Case, cast: dict[str, User | None], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it is asked for, the answer is that of ids nothing has: status, headers and every letter."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)
    if (person := cast[who]) is not None:
        client.force_login(person)
    given = ids_of(case)
    for name in (name for name, may in MAY.items() if who not in may):
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

"""Addresses and methods nothing has: not found, or not allowed, whatever is sent and whoever sends it."""

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.models import Case
from tests.everyone import between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.test_bad_input import OURS, _then, known, of_today, whoever_may  # noqa: F401 - as above
from tests.test_who_may_see import address
from tests.who_may import API, MAY, POSTS, ids_of

METHODS = ("put", "patch", "delete", "options", "trace", "head")


@pytest.mark.parametrize("method", of_today(METHODS))
def test_no_route_minds_another_method(case: Case, cast: dict[str, User | None], method: str) -> None:
    """A page is asked for or sent to: anything else is not allowed, and changes nothing."""
    given = ids_of(case)
    client = Client(raise_request_exception=False)
    for name in sorted(set(MAY) - API):
        client.force_login(known(cast, whoever_may(name)))
        status = getattr(client, method)(address(name, given)).status_code
        assert status < OURS, (name, status)
        if method != "head":
            assert status in {403, 404, 405}, (name, status)
        elif name in POSTS:
            assert status in {404, 405}, (name, status)


WRONG = (
    str(10**30),
    str(2**63),
    "-1",
    "๑",
    "²",
    "0x10",
    "1e3",
    "%00",
    "a" * 3_000,
    "..%2f..%2fetc%2fpasswd",
    "%ff%fe",
    "null",
)


@pytest.mark.parametrize("wrong", of_today(WRONG))
@pytest.mark.parametrize("who", ["lead_officer", pytest.param("stranger", marks=pytest.mark.prove)])
def test_an_id_that_is_none_is_not_found(
    case: Case, cast: dict[str, User | None], who: str, wrong: str
) -> None:
    given = ids_of(case)
    client = Client(raise_request_exception=False)
    client.force_login(known(cast, who))
    for name in sorted(set(MAY) - API):
        url, ids = (
            address(name, given),
            [str(each) for each in given.get(name, given.get(name.split("_")[0], []))],
        )
        for each in {each for each in ids if len(each) > 0 and f"/{each}" in url}:
            for ask in (client.get, client.post):
                spoilt_url = f"/{wrong}".join(url.rsplit(f"/{each}", 1))
                status = ask(spoilt_url).status_code
                assert status in {400, 404, 405}, (spoilt_url[:80], status)


@pytest.mark.parametrize("who", of_today(["stranger", "other_officer", "former_officer", "partner"]))
def test_who_may_not_gets_the_same_answer_whatever_she_sends(
    case: Case, cast: dict[str, User | None], who: str
) -> None:
    """A form sent by who may not is answered as one of ids nothing has, also where its input is bad."""
    given = ids_of(case)
    client = Client(raise_request_exception=False)
    client.force_login(known(cast, who))
    for name in sorted({name for name, may in MAY.items() if who not in may} - API):
        there, nowhere = (address(name, given, there=each) for each in (True, False))
        values = {"words": "\x00", "do": "1", "next": "//x", "case": "x", "q": "ก" * 10_000}
        statuses = {client.post(url, values).status_code for url in (there, nowhere)}
        assert len(statuses) == 1, name
        assert statuses <= {400, 404, 405}, (name, statuses)

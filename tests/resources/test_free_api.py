"""Free times of a machine by the API: the same as on its page, and refusals in one shape."""

import datetime as dt
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client

from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from tests.catalogue import rows as catalogue
from tests.resources import rows
from tests.resources.test_free_pages import API, a_tuesday


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """Two dryers at Lamphun that need an operator, who is there, for 450 baht an hour."""
    kind = catalogue.machine_kind(operator_needed="yes")
    rows.unit(lamphun, kind)
    rows.unit(lamphun, kind, "U2")
    rows.person(lamphun, operates=["dryer"])
    rows.price(kind, lamphun, unit="hour", price_thb=Decimal(450))
    return kind


def test_the_api_says_the_same(client: Client, dryer: MachineKind) -> None:
    day = a_tuesday()
    body = client.get(API, {"day": day.isoformat(), "hours": "2", "province": "TH-51"}).json()
    first = body["free"][0]
    assert (body["kind"], body["day"], body["hours"], body["units"]) == ("dryer", day.isoformat(), "2", 2)
    assert body["operator"] is True
    assert (first["unit"], first["centre"], first["km"], first["cost_thb"]) == (
        "U1",
        "IEAT-NRIE",
        5,
        "900.00",
    )
    assert first["starts"] == [
        {"first": f"{day}T09:00:00+07:00", "last": f"{day}T13:45:00+07:00"},
    ]
    assert [each["units"] for each in body["week"]] == [2, 2, 2, 2, 2, 0, 0]
    assert body["next_day"] is None


def test_the_api_takes_words_and_names_the_next_day(client: Client, dryer: MachineKind) -> None:
    body = client.get(f"{API}?day={quote('วันอาทิตย์หน้า')}").json()
    assert body["free"] == []
    there = dt.date.fromisoformat(body["day"])
    assert there.weekday() == 6
    assert body["next_day"] == (there + dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("path", "sent", "status", "code"),
    [
        ("/api/v1/machines/no-such/free", {}, 404, "unknown-machine"),
        (API, {"day": "2020-01-01"}, 422, "day-passed"),
        (API, {"day": "2099-01-01"}, 422, "day-too-far"),
        (API, {"day": "some day"}, 422, "not-a-day"),
        (API, {"province": "TH-99"}, 422, "unknown-province"),
        (API, {"province": "ลำพูน"}, 422, "not-valid"),
        (API, {"hours": "0"}, 422, "not-valid"),
        (API, {"hours": "337"}, 422, "not-valid"),
        (API, {"hours": "NaN"}, 422, "not-valid"),
        (API, {"hours": "1e400"}, 422, "not-valid"),
    ],
)
def test_the_api_refuses_in_one_shape(
    client: Client, dryer: MachineKind, path: str, sent: dict[str, str], status: int, code: str
) -> None:
    response = client.get(path, sent)
    assert response.status_code == status
    body = response.json()
    assert body.keys() == {"code", "reasons"}
    assert body["code"] == code
    assert all(body["reasons"])

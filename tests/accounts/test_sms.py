"""An SMS goes to the gateway that is set, once, or is refused in a sentence; none of it stands in a log."""

import socket
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client

from itc.accounts.errors import NobodyCarries, NotSent
from itc.accounts.models import KeptMessage
from itc.accounts.sms import HttpGateway, KeepingGateway, gateway
from tests.accounts.gateway import StandIn, serving
from tests.accounts.people import PHONE, sign_up, signed_in

TEXT = "OpenITC: รหัส 123456"


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with serving() as found:
        yield found


def test_it_posts_number_and_text_with_the_key(stand_in: StandIn) -> None:
    HttpGateway(stand_in.url, "secret").send(number=PHONE, text=TEXT)
    assert stand_in.got == [("Bearer secret", {"to": PHONE, "text": TEXT})]


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500, 503])
def test_what_is_no_success_is_refused_and_not_tried_again(stand_in: StandIn, status: int) -> None:
    stand_in.status = status
    with pytest.raises(NotSent):
        HttpGateway(stand_in.url, "secret").send(number=PHONE, text=TEXT)
    assert len(stand_in.got) == 1


def test_a_gateway_that_hangs_is_not_waited_for(stand_in: StandIn) -> None:
    stand_in.seconds = 2
    with pytest.raises(NotSent):
        HttpGateway(stand_in.url, "secret", seconds=0.2).send(number=PHONE, text=TEXT)


def test_one_that_speaks_no_http_is_refused(stand_in: StandIn) -> None:
    stand_in.garbage = True
    with pytest.raises(NotSent):
        HttpGateway(stand_in.url, "secret").send(number=PHONE, text=TEXT)


def test_one_that_is_not_there_is_refused() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    with pytest.raises(NotSent):
        HttpGateway(f"http://127.0.0.1:{port}/", "secret").send(number=PHONE, text=TEXT)


def test_the_log_names_the_kind_of_failure_and_neither_number_nor_text(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.status = 500
    with pytest.raises(NotSent):
        HttpGateway(stand_in.url, "secret").send(number=PHONE, text=TEXT)
    assert "HTTPError" in caplog.text
    for part in (PHONE, "123456", "secret", stand_in.url):
        assert part not in caplog.text


@pytest.mark.django_db
def test_she_signs_up_through_the_gateway(client: Client, stand_in: StandIn, settings: LazySettings) -> None:
    settings.SMS_URL, settings.SMS_KEY = stand_in.url, "secret"
    sign_up(client, PHONE)
    ((_key, sent),) = stand_in.got
    code = sent["text"].split("123456")[0]
    digits = "".join(letter if letter.isdigit() else " " for letter in code).split()
    client.post("/confirm/phone", {"code": next(each for each in digits if len(each) == 6)})
    assert signed_in(client)
    assert not KeptMessage.objects.exists()


@pytest.mark.django_db
def test_a_gateway_that_fails_is_said_on_the_page_and_the_next_try_may_work(
    client: Client, stand_in: StandIn, settings: LazySettings
) -> None:
    settings.SMS_URL, stand_in.status = stand_in.url, 503
    sign_up(client, PHONE, page="/en")
    assert "We could not send the message just now" in client.get("/en/confirm/phone").content.decode()
    stand_in.status = 200
    client.post("/en/confirm/phone", {"action": "resend"})
    assert "We could not send" not in client.get("/en/confirm/phone").content.decode()
    assert len(stand_in.got) == 2


@pytest.mark.django_db
def test_without_a_gateway_the_text_is_kept_under_a_digest_of_the_number() -> None:
    assert isinstance(gateway(), KeepingGateway)
    gateway().send(number=PHONE, text=TEXT)
    kept = KeptMessage.objects.get()
    assert kept.text == TEXT
    assert PHONE not in kept.to


@pytest.mark.django_db
def test_in_public_without_a_gateway_it_is_refused(settings: LazySettings) -> None:
    settings.KEEP_MESSAGES = False
    with pytest.raises(NobodyCarries):
        gateway().send(number=PHONE, text=TEXT)
    assert not KeptMessage.objects.exists()

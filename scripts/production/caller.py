"""A browser without a window: HTTPS to this machine under the site's public name, from some address."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

SECONDS = 60
Multipart = Mapping[str, str | tuple[str, bytes]]
BOUNDARY = "----openitc"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """Its body as text."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """Where it leads to, without host; empty where it leads nowhere."""
        where = self.headers.get("Location", "")
        return "/" + where.split("/", 3)[3] if where.startswith("http") else where


@dataclass
class Caller:
    """Somebody at an address of this machine (127.0.0.x), with cookies of her own."""

    name: str
    port: int
    trust: ssl.SSLContext
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, typed: Mapping[str, Any], **headers: str) -> Answer:
        """Send a form."""
        self.cookies.setdefault("csrftoken", "a" * 32)
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"]} | dict(typed))
        return self._ask(
            "POST", path, body.encode(), headers | {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def ask_api(self, path: str, body: str) -> Answer:
        """Send JSON."""
        return self._ask("POST", path, body.encode(), {"Content-Type": "application/json"})

    def send(self, path: str, parts: Multipart) -> Answer:
        """Send a form with files: (name, bytes) each."""
        typed: Multipart = {"csrfmiddlewaretoken": self.cookies["csrftoken"]} | dict(parts)
        body = b"".join(_part(name, value) for name, value in typed.items()) + f"--{BOUNDARY}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        with self._line() as line:
            connection = http.client.HTTPConnection(self.name, timeout=SECONDS)
            connection.sock = line
            sent = {"Origin": f"https://{self.name}", "Cookie": self._said()} | dict(headers)
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = Answer(answer.status, answer.headers, answer.read())
        self._keep(found.headers)
        return found

    def _line(self) -> ssl.SSLSocket:
        plain = socket.create_connection(("127.0.0.1", self.port), SECONDS, source_address=(self.address, 0))
        return self.trust.wrap_socket(plain, server_hostname=self.name)

    def _said(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, headers: http.client.HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}


def _part(name: str, value: str | tuple[str, bytes]) -> bytes:
    file, content = ("", value.encode()) if isinstance(value, str) else value
    of_file = f'; filename="{file}"' if file else ""
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{of_file}\r\n\r\n'.encode()
        + content
        + b"\r\n"
    )

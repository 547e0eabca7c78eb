"""Stand-ins on this machine for what stands outside the site: the mail server, and who signs certificates."""

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast


def sign(folder: Path, *names: str) -> tuple[Path, Path]:
    """Make a certificate for names, signed by itself, good for a day; return it and its key."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        f"/CN={names[0]}",
    ]
    words += ["-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)]
    subprocess.run([*words, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    return certificate, key


ANSWERS = {b"EHLO": "250-here\r\n250 AUTH PLAIN", b"AUTH": "235 known", b"QUIT": "221 bye"}


class Mail(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is sent."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, certificate: Path, key: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.got: list[EmailMessage] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Speak as much SMTP as a sender needs."""
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.upper().split()[:1]
            if word == [b"DATA"]:
                self._say("354 go on")
                self._keep()
            self._say(ANSWERS.get(word[0] if word else b"", "250 fine"))

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        cast("Mail", self.server).got.append(message)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail(certificate: Path, key: Path) -> Iterator[Mail]:
    """Serve mail for as long as the block runs."""
    with Mail(certificate, key) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()

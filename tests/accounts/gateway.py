"""A local stand-in for an SMS gateway: keeps what it was sent, answers as it is told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class StandIn:
    """What the gateway got, and how it answers: a status, after some seconds."""

    url: str = ""
    status: int = 200
    seconds: float = 0
    garbage: bool = False
    got: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[StandIn]:
    """Serve a stand-in for as long as the test runs."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stand_in.got.append((self.headers["Authorization"], json.loads(body)))
            time.sleep(stand_in.seconds)
            if stand_in.garbage:
                self.wfile.write(b"what is HTTP?\r\n\r\n")
                return
            self.send_response(stand_in.status)
            if 300 <= stand_in.status < 400:
                self.send_header("Location", stand_in.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/send"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()

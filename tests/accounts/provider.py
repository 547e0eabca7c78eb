"""A local stand-in for LINE and for a server of OpenID Connect such as ThaID."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Who signs in there, and what it was asked."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    status: int = 200
    challenges: dict[str, str] = field(default_factory=dict)
    got: list[str] = field(default_factory=list)

    def send_back(self, authorize: str) -> str:
        """Return where a browser is sent back to, after its owner agreed at an authorize address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(authorize).query).items()}
        self.challenges["code-1"] = asked.get("code_challenge", "")
        return f"{asked['redirect_uri']}?{urlencode({'code': 'code-1', 'state': asked['state']})}"

    def answer(self, path: str, sent: dict[str, str]) -> dict[str, Any]:
        """Return the body of an answer."""
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found: dict[str, Any] = {f"{name}_endpoint": f"{self.url}/{end}" for name, end in ends.items()}
            return found | {"issuer": self.url, "jwks_uri": f"{self.url}/jwks"}
        if path == "/jwks":
            return {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1"}]}
        if path == "/token":
            return self.token(sent)
        return self.person

    def token(self, sent: dict[str, str]) -> dict[str, Any]:
        """Return tokens for a code, where the proof of who asked for it fits."""
        if challenge := self.challenges.get(sent.get("code", "")):
            digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
            assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
        now = int(time.time())
        said = {"iss": self.issuer or self.url, "aud": "client", "iat": now, "exp": now + 60} | self.person
        signed = jwt.encode(said, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "a", "id_token": signed, "token_type": "Bearer", "expires_in": 60}


@contextmanager
def serving() -> Iterator[Provider]:
    """Serve a stand-in for as long as the test runs."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.got.append(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            body = json.dumps(provider.answer(self.path, sent)).encode()
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - named by the standard library

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()

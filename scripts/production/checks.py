"""What must hold of a site in production, each shown from outside; each returns a line of what it found."""

import gzip
import re
import time
from collections.abc import Callable
from http import HTTPStatus

from scripts.production.journey import OFFICER, Carried, send_file, sign_in
from scripts.production.stage import NAME, Site, require

Check = Callable[[Site, Carried], str]
YEAR_SECONDS = 31_536_000
WRONG: dict[str, dict[str, str]] = {
    "a slip of the pen in a name": {"OPENITC_HTPS": "1"},
    "a word where a number belongs": {"OPENITC_PROXIES": "one"},
    "neither yes nor no": {"OPENITC_HTTPS": "maybe"},
    "no address of a database": {"DATABASE_URL": "nonsense"},
    "a database that is away": {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/openitc"},
    "a key that can be guessed": {"OPENITC_SECRET_KEY": "secret"},
    "no proxy counted": {"OPENITC_PROXIES": "0"},
    "errors shown to anybody": {"OPENITC_DEBUG": "1"},
    "any name": {"OPENITC_HOSTS": "*"},
    "no name": {"OPENITC_HOSTS": ""},
    "links to this machine": {"OPENITC_URL": ""},
    "no mail": {"OPENITC_SMTP": ""},
    "no SMS": {"OPENITC_SMS_URL": ""},
    "no second factor": {"OPENITC_STAFF_SECOND_FACTOR": "0"},
    "no budget": {"OPENITC_PUBLIC_LIMIT": "0"},
}
"""Settings with which the site must not start."""
SECRETS = ("ร้านทดลอง", "แม่คำ", OFFICER, "812345678", "แบบฉลาก", "กล้วยตาก")
"""What stands in no log."""


def refuses_wrong_settings(site: Site) -> str:
    """Each wrong setting stops the start, and what is said names it."""
    for title, wrong in WRONG.items():
        ended = site.itc("doctor", "--before-start", **wrong)
        said = ended.stdout + ended.stderr
        require(ended.returncode, f"it would start with {title}")
        require(next(iter(wrong)) in said or "database" in said, f"of {title} it only says: {said[-300:]}")
        require("Traceback" not in said, f"{title} ends with a traceback")
    return f"{len(WRONG)} wrong settings, each stops the start with a sentence that names it"


def is_sound(site: Site) -> str:
    """The doctor finds nothing before the start, nor do Django's own deployment checks."""
    doctor = site.itc("doctor", "--before-start")
    require(doctor.returncode == 0, doctor.stdout + doctor.stderr)
    django = site.itc("check", "--deploy", "--fail-level", "WARNING")
    require(django.returncode == 0, django.stderr)
    return "itc doctor and Django's deployment checks find nothing"


def serves_in_four_processes(site: Site, _on: Carried) -> str:
    """Four processes serve, two workers work."""
    running = [process.poll() is None for process in (*site.web.values(), *site.workers)]
    require(all(running), f"of web processes and workers these run: {running}")
    return f"{len(site.web)} web processes and {len(site.workers)} workers run"


def leads_to_https(site: Site, _on: Carried) -> str:
    """Who comes by http is led to https, and a browser that came once never goes there again."""
    plain = site.plain("/help?x=1")
    require(plain == (301, f"https://{NAME}/help?x=1"), f"http answers {plain}")
    said = site.caller().get("/").headers
    require(said["Strict-Transport-Security"] == f"max-age={YEAR_SECONDS}", "no HSTS of a year")
    return "http leads to https; HSTS for a year"


def sends_strict_headers(site: Site, on: Carried) -> str:
    """Nothing inline may run, nobody frames us, no address is told to others, nothing is guessed."""
    pages = (
        "/",
        "/en/",
        "/help",
        f"/plans/{on.plan}",
        "/desk",
        f"/cases/{on.case}",
        "/no-such-page",
        "/sign-in",
    )
    for path in pages:
        headers = on.owner.get(path).headers
        policy = headers["Content-Security-Policy"]
        require("default-src 'none'" in policy and "unsafe" not in policy, f"{path}: {policy}")
        require(
            "frame-ancestors 'none'" in policy and headers["X-Frame-Options"] == "DENY",
            f"{path} can be framed",
        )
        require(headers["X-Content-Type-Options"] == "nosniff", f"{path}: kinds are guessed")
        require(headers["Referrer-Policy"] in ("same-origin", "no-referrer"), f"{path} tells its address")
        require(
            not re.search(r"\d\.\d", headers.get("Server", "")),
            f"{path} names a version: {headers['Server']}",
        )
    return f"{len(pages)} pages: CSP without unsafe-inline, no frames, no sniffing, no referrer, no versions"


def keeps_cookies_safe(site: Site, _on: Carried) -> str:
    """Cookies go by https alone; that of the session is read by no script and sent by no other site."""
    answer = sign_in(site.caller(11), OFFICER)
    lines = answer.headers.get_all("Set-Cookie", [])
    require(lines, f"no cookie: {answer.status}")
    for line in lines:
        require("Secure" in line and "SameSite=Lax" in line, f"an unsafe cookie: {line.partition('=')[0]}")
    require(
        any(line.startswith("sessionid=") and "HttpOnly" in line for line in lines),
        "a script reads the session",
    )
    return f"{len(lines)} cookies: Secure, SameSite; the session HttpOnly"


def refuses_other_origins(site: Site, on: Carried) -> str:
    """A form of another site changes nothing; another name of the host is refused."""
    forged = on.owner.post(f"/cases/{on.case}/withdraw", {"words": "x"}, Origin="https://evil.example")
    require(forged.status == HTTPStatus.FORBIDDEN, f"a form of another site: {forged.status}")
    other = site.caller().get("/", Host="evil.example")
    require(other.status == HTTPStatus.BAD_REQUEST, f"another host: {other.status}")
    return "forms of other sites and other host names are refused"


def serves_files_apart(site: Site, on: Carried) -> str:
    """What people upload runs nowhere: it is saved, in an origin of its own, and read by nobody else."""
    path = send_file(on)
    headers = on.owner.get(path).headers
    require(headers["Content-Disposition"].startswith("attachment"), "an upload opens in the page")
    require("sandbox" in headers["Content-Security-Policy"], "an upload shares our origin")
    require(headers["X-Content-Type-Options"] == "nosniff", "an upload is guessed at")
    stranger = site.caller(12).get(path)
    require(
        stranger.status in (HTTPStatus.FOUND, HTTPStatus.NOT_FOUND), f"a stranger reads it: {stranger.status}"
    )
    require(
        "no-store" in headers["Cache-Control"] or "private" in headers["Cache-Control"], "a proxy may keep it"
    )
    return "an upload is an attachment in a sandbox of its own, for who may see the case"


def sends_static_files_once(site: Site, _on: Carried) -> str:
    """Static files have hashed names, are kept for ever and come packed."""
    path = re.search(r'href="(/static/[^"]+\.css)"', site.caller().get("/").text)
    require(path, "no style sheet")
    answer = site.caller().get(path[1] if path else "", **{"Accept-Encoding": "gzip"})
    require(
        "immutable" in answer.headers["Cache-Control"], f"asked for again: {answer.headers['Cache-Control']}"
    )
    plain = gzip.decompress(answer.body)
    return f"static files under hashed names, immutable, packed ({len(plain):,} → {len(answer.body):,} bytes)"


def hides_health(site: Site, _on: Carried) -> str:
    """Watchers inside learn whether it is ready; the world does not."""
    for path in ("/healthz", "/readyz"):
        require(site.caller().get(path).status == HTTPStatus.NOT_FOUND, f"the world reads {path}")
        require(site.inside(path) == HTTPStatus.OK, f"{path} inside: {site.inside(path)}")
    return "/healthz and /readyz answer inside and are hidden outside"


def sends_each_mail_once(site: Site, on: Carried) -> str:
    """Two workers share the work: the officer is told of the case by mail, once."""
    until = time.monotonic() + 60
    while not (got := mails_of(site, on.case)) and time.monotonic() < until:
        time.sleep(0.5)
    require(got, "no mail of the case within a minute")
    time.sleep(3)  # a second worker would have sent it by now
    twice = [message for message in mails_of(site, on.case) if mails_of(site, on.case).count(message) > 1]
    require(not twice, f"sent twice: {twice}")
    return f"{len(mails_of(site, on.case))} mail of the case, by TLS, to each once"


def mails_of(site: Site, case: str) -> list[tuple[str, str]]:
    """Return to whom and under which subject mail of a case went."""
    bodies = ((message, message.get_body(("plain",))) for message in site.mail.got)
    return [
        (message["To"], message["Subject"]) for message, body in bodies if body and case in body.get_content()
    ]


def believes_no_forwarded_address(site: Site, _on: Carried) -> str:
    """Who claims another address with each try is still one caller: ten wrong passwords, then rest."""
    caller, tries = site.caller(13), 0
    while tries < 15:
        tries += 1
        answer = sign_in(
            caller, "nobody@example.org", f"wrong-{tries}", **{"X-Forwarded-For": f"198.51.100.{tries}"}
        )
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            break
    require(tries == 11, f"rest after {tries - 1} tries")
    other = sign_in(site.caller(14), OFFICER)
    require(other.status == HTTPStatus.FOUND, f"another address is closed, too: {other.status}")
    return "X-Forwarded-For of a caller is not believed: one address rests after 10 tries, others go on"


def logs_nothing_personal(site: Site, on: Carried) -> str:
    """No log of site, worker or proxy has a name, contact, word of hers, or secret link."""
    text = site.logs()
    found = [secret for secret in (*SECRETS, on.plan) if secret in text]
    require(not found, f"{len(found)} secrets in the logs: {found}")
    require('"route": "plan_accept"' in text and '"status": 302' in text, "requests are not logged")
    return f"{len(text.splitlines()):,} lines of logs, nothing personal in them"


OUTSIDE: tuple[Check, ...] = (
    serves_in_four_processes,
    leads_to_https,
    sends_strict_headers,
    keeps_cookies_safe,
    refuses_other_origins,
    serves_files_apart,
    sends_static_files_once,
    hides_health,
    sends_each_mail_once,
    believes_no_forwarded_address,
)

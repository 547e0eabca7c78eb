"""What an owner does on the site, from her words to a case with a file: the other checks stand on it."""

import json
import re
import time
from dataclasses import dataclass

from scripts.production.caller import Answer, Caller
from scripts.production.stage import Failed, Site, require

PASSWORD = "ลำไยหวานมาก-2569"  # noqa: S105 - of the demo's people, shown by `itc seed`
OWNER, OFFICER = "0812345678", "lead@example.org"
IDEA, PROVINCE = "อยากทำกล้วยตากอบน้ำผึ้ง เดือนละ 100 กก.", "TH-51"
TAX_WEIGHTS = range(13, 1, -1)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """An owner who is signed in, with a case."""

    owner: Caller
    plan: str
    case: str


def sign_in(caller: Caller, name: str, password: str = PASSWORD, **headers: str) -> Answer:
    """Sign in; return the answer, which leads on where it worked."""
    return caller.post("/sign-in", {"login": name, "password": password}, **headers)


def ask(caller: Caller, idea: str = IDEA) -> str:
    """Ask for a plan; return the secret of its link. Raises Failed where there is none."""
    body = json.dumps({"idea": idea, "province": PROVINCE})
    answer = caller.ask_api("/api/v1/plans", body)
    require(answer.status == 200, f"no plan: {answer.status} {answer.text[:200]}")
    return str(json.loads(answer.text)["token"])


def carried(site: Site) -> Carried:
    """Let an owner sign in, enter her firm, ask, accept, and send a file."""
    owner = site.caller(10)
    led = sign_in(owner, OWNER)
    require(led.status == 302, f"no sign-in: {led.status}")
    firm = {"name": "ร้านทดลอง", "number": _number(), "kind": "sme", "sector": "manufacturing"}
    made = owner.post("/firms/new", firm | {"province": PROVINCE})
    require(made.status == 302, f"no firm: {made.status}")
    plan = ask(owner)
    page = owner.get(f"/plans/{plan}/accept?kind=earliest")
    shown = re.search(r'name="firm"[^>]*value="(\d+)"', page.text) or re.search(
        r'<option value="(\d+)"', page.text
    )
    if not shown:
        raise Failed(f"no firm to accept for: {page.status}")
    accepted = owner.post(f"/plans/{plan}/accept", {"firm": shown[1], "kind": "earliest"})
    case = re.fullmatch(r"/cases/(\w+)", accepted.location)
    if not case:
        raise Failed(f"not accepted: {accepted.status}")
    return Carried(owner, plan, case[1])


def send_file(on: Carried) -> str:
    """Send a file with words on a case; return the path of the file."""
    sent = on.owner.send(f"/cases/{on.case}/messages", {"words": "แบบฉลาก", "attached": ("label.pdf", PDF)})
    require(sent.status == 302, f"the file was not taken: {sent.status}")
    found = re.search(rf"/cases/{on.case}/files/\d+", on.owner.get(f"/cases/{on.case}").text)
    if not found:
        raise Failed("the file is not on the case")
    return found[0]


def _number() -> str:
    """Return a registration number whose last digit checks, of nobody we know."""
    digits = [0, *(int(digit) for digit in f"{time.time_ns() % 10**11:011}")]
    total = sum(weight * digit for weight, digit in zip(TAX_WEIGHTS, digits, strict=True))
    return "".join(map(str, [*digits, (11 - total % 11) % 10]))

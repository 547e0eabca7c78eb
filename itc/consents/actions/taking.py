"""Taking along all that is kept of a person: JSON for machines, a page to read, and the files she sent."""

import datetime as dt
import json
import shutil
import zipfile
from typing import IO

from django.template.loader import render_to_string

from itc.accounts.models import User
from itc.audit.actions import record
from itc.consents.errors import TakenTooOften
from itc.consents.queries.told import files_of, told_of
from itc.web.actions import count
from itc.web.client import digest_of

TIMES, MINUTES = 5, 10
"""So often in so many minutes: it reads every file she sent."""


def take_along(*, by: User, now: dt.datetime, to: IO[bytes]) -> None:
    """Write a zip of all that is kept of who asks, in the language of the page. Of nobody else: it is `by`'s.

    Outside a transaction, since files take their time. Refuses: TakenTooOften, after 5 in 10 minutes.
    """
    if wait := count(caller=digest_of(f"taken-along:{by.pk}"), limit=TIMES, minutes=MINUTES, now=now):
        raise TakenTooOften(retry_after=wait)
    record("person.taken-along", by=by, on=by)
    tables, files = told_of(by), list(files_of(by))
    plain = {
        "made_at": now.isoformat(),
        "person": by.pk,
        "tables": [{"table": each.key, "name": each.name, "rows": each.plain} for each in tables],
        "files": [name for name, _file in files],
    }
    page = {"person": by, "now": now, "tables": tables, "files": [name for name, _file in files]}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
        packed.writestr("data.html", render_to_string("consents/taken.html", page))
        for name, file in files:
            with file.open("rb") as source, packed.open(f"files/{name}", "w") as target:
                shutil.copyfileobj(source, target)

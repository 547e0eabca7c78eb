"""`itc doctor`: what is wrong with this site, and how to mend it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from itc.continuity.queries.health import Found, looked


class Command(BaseCommand):
    """Looks at everything and changes nothing; ends with 1 where something is wrong."""

    help = "Say what is wrong with this site, and how to mend it."
    requires_system_checks: list[str] = []  # what they find is one of our findings

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether a program reads, and whether to look only at what a start needs."""
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--before-start",
            action="store_true",
            help="only the database, settings, folders, what is installed",
        )

    def handle(self, *, json: bool = False, before_start: bool = False, **_options: Any) -> None:
        """Print what was found."""
        found = list(looked(before_start=before_start))
        self.stdout.write(as_json(found) if json else as_text(found))
        if any(findings for _name, findings in found):
            sys.exit(1)


def as_json(found: list[Found]) -> str:
    """Return it for a program: each check with what is wrong, null where it was passed over."""
    checks = [
        {
            "name": name,
            "findings": None
            if findings is None
            else [{"wrong": each.wrong, "mend": each.mend} for each in findings],
        }
        for name, findings in found
    ]
    return json.dumps({"well": not any(findings for _name, findings in found), "checks": checks}, indent=1)


def as_text(found: list[Found]) -> str:
    """Return it for a person: a line a check, and two for each thing that is wrong."""
    lines = []
    for name, findings in found:
        state = _("passed over") if findings is None else _("wrong") if findings else _("well")
        lines.append(f"{state:>11}  {_(name)}")  # each is marked where its check is declared
        for each in findings or ():
            lines += [f"{'':13}{each.wrong}", f"{'':13}→ {each.mend}"]
    wrong = sum(len(findings or ()) for _name, findings in found)
    last = _("Things to mend: %(count)d.") % {"count": wrong} if wrong else _("All is well.")
    return "\n".join([*lines, last])

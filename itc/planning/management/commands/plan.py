"""`itc plan "…" --province TH-51`: one idea planned, printed for people or as JSON by the schema."""

import datetime as dt
import io
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.planning.actions import ask
from itc.planning.management.show import show
from itc.planning.rules.question import Question, clean_idea


class Command(BaseCommand):
    """Plans an idea from the command line; the same answer as the page and the API."""

    help = "Plan an idea: itc plan 'อยากทำสบู่น้ำผึ้ง' --province TH-51"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the idea, the province, a first day, and whether to print JSON."""
        parser.add_argument("idea")
        parser.add_argument("--province", default="TH-51", help="ISO 3166-2 code, such as TH-51")
        parser.add_argument("--family", help="a family's code, where it should not be read from the words")
        parser.add_argument("--from", dest="start", help="nothing before this day: 2026-12-01 or 1/12/2569")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, idea: str, province: str, family: str | None, **options: Any) -> None:
        """Answer, keep the plan, print it."""
        question = Question(
            idea=clean_idea(idea), province=province, family=family, start=_day(options["start"])
        )
        try:
            body = ask(question=question, now=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(body, ensure_ascii=False, indent=1))
        else:
            with io.StringIO() as page:
                show(
                    body, Console(file=page, width=100, highlight=False, force_terminal=self.stdout.isatty())
                )
                self.stdout.write(page.getvalue())


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return thai.parse_date(text)
    except ValueError as error:
        raise CommandError(f"--from {text}: write a day as 2026-12-01 or 1/12/2569") from error

"""`itc plan "…" --province TH-51`: one idea planned, printed for people or as JSON by the schema."""

import datetime as dt
import io
import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.network.queries import REGIONS
from itc.planning.actions import ask
from itc.planning.management.show import show
from itc.planning.rules.question import Question, clean_idea

KINDS = ("earliest", "cheapest", "nearest")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = ("kg", "l", "piece")


class Command(BaseCommand):
    """Plans an idea from the command line; the same answer as the page and the API."""

    help = "Plan an idea: itc plan 'อยากทำสบู่น้ำผึ้ง' --province TH-51"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the idea, the province, her wishes, and what of the answer to print."""
        parser.add_argument("idea")
        parser.add_argument("--province", default="TH-51", help="ISO 3166-2 code, such as TH-51")
        parser.add_argument("--family", help="a family's code, where it should not be read from the words")
        parser.add_argument("--from", dest="start", help="nothing before this day: 2026-12-01 or 1/12/2569")
        parser.add_argument("--days-off", default="", help="days you cannot come: fri,sat")
        parser.add_argument("--region", help=f"only one part of the country: {', '.join(REGIONS)}")
        parser.add_argument("--amount", help="how much in one lot, over what the words say")
        parser.add_argument("--unit", default="kg", choices=UNITS, help="unit of --amount")
        parser.add_argument("--kind", default="", choices=["", *KINDS], help="which plan to print in full")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, idea: str, province: str, family: str | None, **options: Any) -> None:
        """Answer, keep the plan, print it."""
        amount = _amount(options["amount"])
        question = Question(
            idea=clean_idea(idea),
            province=province,
            family=family,
            start=_day(options["start"]),
            days_off=_days(options["days_off"]),
            region=options["region"],
            amount=amount,
            amount_unit=options["unit"] if amount else None,
        )
        try:
            body = ask(question=question, now=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            json.dumps(body, ensure_ascii=False, indent=1)
            if options["json"]
            else self._shown(body, options["kind"])
        )

    def _shown(self, body: dict[str, Any], kind: str) -> str:
        with io.StringIO() as page:
            console = Console(file=page, width=100, highlight=False, force_terminal=self.stdout.isatty())
            show(body, console, kind)
            return page.getvalue()


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return thai.parse_date(text)
    except ValueError as error:
        raise CommandError(f"--from {text}: write a day as 2026-12-01 or 1/12/2569") from error


def _days(text: str) -> tuple[int, ...]:
    """Return weekdays (Monday 0) of `fri,sat`."""
    names = [name.strip().lower()[:3] for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in DAYS]:
        raise CommandError(f"--days-off {', '.join(unknown)}: write days as {','.join(DAYS)}")
    return tuple(sorted({DAYS.index(name) for name in names}))


def _amount(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(thai.arabic_digits(text).replace(",", ""))
    except InvalidOperation as error:
        raise CommandError(f"--amount {text}: write a number") from error
    if not amount.is_finite() or not 0 < amount <= 10_000_000:
        raise CommandError(f"--amount {text}: write a number above 0, up to 10,000,000")
    return amount

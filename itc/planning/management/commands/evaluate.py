"""`itc evaluate plan`: how fast, lean and good the planner is, on a made-up network, without a database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from itc.algorithms.scheduling.evaluation.network import Size
from itc.algorithms.scheduling.evaluation.run import Setup, evaluated


class Command(BaseCommand):
    """Measures the planner; every figure is explained in docs/evaluating.md."""

    help = "Measure the planner: itc evaluate plan --units 5000 --asks 100 --seed 1 --json"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to measure, the size of the network, and where to keep questions and answers."""
        parser.add_argument("what", choices=["plan"])
        for name, usual, text in (
            ("--units", 5_000, "machines"),
            ("--centres", 100, "centres that share them"),
            ("--bookings", 200_000, "bookings of others"),
            ("--steps", 14, "steps of a question"),
            ("--asks", 100, "questions"),
            ("--seed", 1, "the same seed asks the same questions of the same network"),
            ("--small-cases", 200, "small questions tried against every plan there is"),
        ):
            parser.add_argument(name, type=int, default=usual, help=f"{text} (default {usual})")
        parser.add_argument("--dump", type=Path, help="keep network, questions and answers: FILE.json[.gz]")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, dump: Path | None, **options: Any) -> None:
        """Measure, and print one line a figure, or JSON."""
        least = {"units": 1, "centres": 1, "bookings": 0, "steps": 1, "asks": 1, "small_cases": 0}
        for name, minimum in least.items():
            if options[name] < minimum:
                raise CommandError(f"--{name.replace('_', '-')}: {minimum} or more")
        setup = Setup(
            size=Size(options["units"], options["centres"], options["bookings"]),
            steps=options["steps"],
            asks=options["asks"],
            seed=options["seed"],
            small_cases=options["small_cases"],
        )
        try:
            report = evaluated(setup, dump=dump)
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=1))
        else:
            self.stdout.write("\n".join(f"{name:14} {value}" for name, value in report.items()))

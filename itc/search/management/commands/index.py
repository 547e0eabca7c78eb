"""`itc index`: every entry brought up to date, and the labels encoded that still wait for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from itc.search.actions import fill, index
from itc.search.models import Entry
from itc.search.queries import encoder
from itc.search.registry import searchables


class Command(BaseCommand):
    """Brings the index up to date: after the encoder was installed, or after rows were written by hand."""

    help = "Bring the search index up to date and encode what has no meaning yet; --all encodes all again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to encode again what has been encoded."""
        parser.add_argument("--all", action="store_true", help="encode every label again")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say how much was done."""
        written = index({model for each in searchables().values() for model in each.sources})
        filled = fill(again=options["all"])
        values = {"all": Entry.objects.count(), "written": written, "filled": filled}
        self.stdout.write(_("%(all)d entries: %(written)d written, %(filled)d encoded") % values)
        if encoder() is None:
            self.stdout.write(
                self.style.WARNING(_("The encoder is not installed: search goes by letters only."))
            )

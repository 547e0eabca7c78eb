"""`itc search "…"`: what everybody may find for some words."""

import json
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from itc.search.queries import find, said
from itc.search.registry import searchables


class Command(BaseCommand):
    """Prints what is found, by kind."""

    help = "Search the network as everybody may."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the words, the kinds and the form of the answer."""
        parser.add_argument("words")
        parser.add_argument("--kind", action="append", choices=sorted(searchables()), dest="kinds")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="the answer of GET /api/v1/search")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find and print."""
        results = find(options["words"], AnonymousUser(), kinds=options["kinds"], limit=options["limit"])
        if options["json"]:
            answer = said(options["words"], results)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        if results.weak or not results.hits:
            self.stdout.write(self.style.WARNING(_("No good match")))
        for group in results.groups:
            self.stdout.write(self.style.MIGRATE_HEADING(str(group.label)))
            for hit in group.hits:
                why = ", ".join(hit.matched) or _("close in meaning")
                self.stdout.write(f"  {hit.name}  ({hit.text}: {why})  {hit.url}")
        if results.letters_only:
            self.stdout.write(
                self.style.WARNING(_("The encoder is not installed: search goes by letters only."))
            )

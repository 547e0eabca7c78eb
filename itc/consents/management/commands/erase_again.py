"""`itc erase-again`: who was erased after a backup was made is erased again after it was restored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from itc.consents.actions.erasing import erase
from itc.consents.erased import back
from itc.lib.refusal import Refusal


class Command(BaseCommand):
    """Erases all of them who are back; whoever cannot be erased yet is named by her number, with why."""

    help = "Erase again who was erased, after an older backup was restored."

    def handle(self, **_options: Any) -> None:
        """Erase, and say how many; ends with 1 where something is in the way."""
        people, refused = back(), []
        for person in people:
            try:
                erase(by=person, now=timezone.now())
            except Refusal as refusal:
                refused.append(f"{person.pk}: {refusal}")
        self.stdout.write(f"{len(people) - len(refused)} people erased again")
        if refused:
            raise CommandError("\n".join(["In the way, by number of person:", *refused]))

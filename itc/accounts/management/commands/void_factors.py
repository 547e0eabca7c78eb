"""`itc void-factors`: second factors that the key of this site does not open go; after a key was lost."""

from typing import Any

from django.core.management.base import BaseCommand

from itc.accounts.actions import end_second_factor
from itc.accounts.checkup import unreadable
from itc.accounts.models import User


class Command(BaseCommand):
    """Lets in people whose second factor nobody can read any more; they set up a new one."""

    help = "Take away second factors that were made under a lost secret key."

    def handle(self, **_options: Any) -> None:
        """Take them away, and say of how many people."""
        people = User.objects.filter(pk__in=unreadable())
        for person in people:
            end_second_factor(person=person, by=None)
        self.stdout.write(f"{len(people)} people set up a new second factor when they sign in next")

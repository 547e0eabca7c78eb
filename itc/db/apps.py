"""Prepares PostgreSQL for the constraints of `itc.db`."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import pre_migrate
from django.utils.module_loading import autodiscover_modules


def add_btree_gist(sender: AppConfig, using: str, **_rest: Any) -> None:
    """Create the extension that exclusion constraints need, before any table is made, on PostgreSQL only."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


class DbConfig(AppConfig):
    """Runs before every migration, also of tests without migrations."""

    name = "itc.db"

    def ready(self) -> None:
        """Find the tables of every app; listen for migrations, the one Django signal of the house, since no
        migration can come earlier."""
        autodiscover_modules("tables")
        pre_migrate.connect(add_btree_gist, sender=self)

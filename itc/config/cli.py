"""The `itc` command: Django's commands and our own, with hyphens allowed in names."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def main() -> None:
    """Run the command named in sys.argv; `itc check-data DIR` finds the command `check_data`.

    Ends with 1 and a sentence where a setting is wrong, or the database lacks tables or columns; with
    --traceback, as it comes.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")
    argv = list(sys.argv)
    if len(argv) > 1 and not argv[1].startswith("-"):
        argv[1] = argv[1].replace("-", "_")
    try:
        execute_from_command_line(argv)
    except ImproperlyConfigured as error:
        if "--traceback" in argv:
            raise
        sys.exit(f"{error}")
    except DatabaseError:
        if "--traceback" in argv or not _lacks_migrations():
            raise
        sys.exit(
            _(
                "The database has no tables yet, or old ones: run `itc migrate`, "
                "or `itc demo` for sample data as well."
            )
        )


def _lacks_migrations() -> bool:
    """Return whether the database can be reached and a migration has not been applied to it."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False


if __name__ == "__main__":
    main()

"""The `itc` command: Django's commands and our own, with hyphens allowed in names."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named in sys.argv; `itc check-data DIR` finds the command `check_data`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itc.config.settings")
    argv = list(sys.argv)
    if len(argv) > 1 and not argv[1].startswith("-"):
        argv[1] = argv[1].replace("-", "_")
    execute_from_command_line(argv)

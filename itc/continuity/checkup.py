"""What is looked at of every site; what belongs to one app stands in its own `checkup.py`."""

from django.utils.translation import gettext_noop

from itc.continuity.queries import files, integrity, machine, settings
from itc.continuity.registry import Check, register

register(
    Check(gettext_noop("sound database"), integrity.soundness),
    Check(gettext_noop("no double booking"), integrity.refusals),
    Check(gettext_noop("files"), files.rows_and_files),
    Check(gettext_noop("room on the disk"), machine.room, of_database=False),
    Check(gettext_noop("folders"), machine.folders, of_database=False),
    Check(gettext_noop("clocks"), machine.clocks),
    Check(gettext_noop("installed"), machine.installed, of_database=False),
    Check(gettext_noop("secret key"), settings.secret_key, of_database=False),
    Check(gettext_noop("settings of a public site"), settings.public, of_database=False),
    Check(gettext_noop("checks of Django"), settings.django_says, of_database=False),
)

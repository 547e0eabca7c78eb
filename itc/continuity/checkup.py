"""What is looked at of every site; what belongs to one app stands in its own `checkup.py`."""

from itc.continuity.queries import files, integrity, machine, settings
from itc.continuity.registry import Check, register

register(
    Check("sound database", integrity.soundness),
    Check("no double booking", integrity.refusals),
    Check("files", files.rows_and_files),
    Check("room on the disk", machine.room, of_database=False),
    Check("folders", machine.folders, of_database=False),
    Check("clocks", machine.clocks),
    Check("installed", machine.installed, of_database=False),
    Check("secret key", settings.secret_key, of_database=False),
    Check("settings of a public site", settings.public, of_database=False),
    Check("checks of Django", settings.django_says, of_database=False),
)

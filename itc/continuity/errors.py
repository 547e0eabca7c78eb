"""Refusals of making a backup and of putting one back: what is in the way, and what to do."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotFound, NotReady


class NoClient(NotReady):
    """The programs of PostgreSQL that copy a database are not on this machine."""

    code = "no-client"

    def __init__(self, program: str) -> None:
        super().__init__(
            _("%(program)s is not installed. As an administrator: apt-get install postgresql-client")
            % {"program": program}
        )


class ClientFailed(NotReady):
    """A program of PostgreSQL ended with an error; nothing was changed."""

    code = "client-failed"

    def __init__(self, program: str, said: str) -> None:
        super().__init__(
            _("%(program)s failed, and nothing was changed. It says: %(said)s")
            % {"program": program, "said": said or "-"}
        )


class OldTables(NotReady):
    """The database lacks tables or columns, so that nobody could say what a copy of it is."""

    code = "old-tables"

    def __init__(self) -> None:
        super().__init__(_("The database has no tables yet, or old ones: run `itc migrate` first."))


class UnknownBackup(NotFound):
    """There is no such file."""

    code = "unknown-backup"

    def __init__(self, path: Path) -> None:
        super().__init__(_("There is no file %(path)s.") % {"path": path})


class Damaged(NotReady):
    """A backup is not as it was made; nothing of it is put back."""

    code = "damaged"

    def __init__(self, what: object) -> None:
        super().__init__(
            _(
                "This is no whole backup of OpenITC (%(what)s). Nothing was restored. "
                "Copy it from its place once more, or take an earlier one."
            )
            % {"what": what}
        )


class FromNewer(NotReady):
    """A backup was made by a newer version, whose tables this one does not know."""

    code = "from-newer"

    def __init__(self, version: str, migration: str) -> None:
        super().__init__(
            _(
                "This backup was made by a newer OpenITC (%(version)s, with %(migration)s). "
                "Install that version or a later one, then restore."
            )
            % {"version": version, "migration": migration}
        )


class OtherDatabase(NotReady):
    """A backup of SQLite does not go into PostgreSQL, nor the other way."""

    code = "other-database"

    def __init__(self, of: str, here: str) -> None:
        super().__init__(
            _(
                "This is a backup of %(of)s, and the site is set to %(here)s. Set DATABASE_URL to an empty "
                "database of %(of)s, or unset it for SQLite, then restore."
            )
            % {"of": of, "here": here}
        )


class NotEmpty(Conflict):
    """The place to restore into holds something already."""

    code = "not-empty"

    def __init__(self, tables: int, database: str) -> None:
        super().__init__(
            _(
                "The database holds %(tables)d tables already, and nothing is ever restored over them. Stop "
                "the site, then move the database away (%(database)s), or choose another one."
            )
            % {"tables": tables, "database": database}
        )


class OtherFiles(Conflict):
    """A file of the same name with other bytes lies where one of the backup belongs."""

    code = "other-files"

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(
            _("Another file lies where %(name)s belongs. Move %(folder)s away, then restore.")
            % {"name": name, "folder": folder}
        )


class OtherKey(Conflict):
    """The site has another secret key than the one the backup was made under."""

    code = "other-key"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This site has another secret key than the one of the backup: second factors, claim codes "
                "and sign-ins made under that one would be void. Put the old key into OPENITC_SECRET_KEY "
                "or the file secret-key; where it is lost, add --other-key, then do what `itc doctor` says."
            )
        )


class Taken(Conflict):
    """A backup of the same second is there already."""

    code = "taken"

    def __init__(self, path: Path) -> None:
        super().__init__(_("%(path)s was made in this very second. Try again.") % {"path": path})

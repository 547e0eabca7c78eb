"""The list of a backup: what is in it, of which database, made when and by which version."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from itc.continuity.errors import Damaged

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files/"
PLAIN = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)
"""Names of files that lead nowhere else: no dots in front, no blanks, nothing absolute."""


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a backup, with its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `missing`: files of rows that were not there; `key`: which key it was."""

    version: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    members: tuple[Member, ...]
    missing: tuple[str, ...]
    key: str
    format: int = FORMAT

    def as_json(self) -> str:
        """Return it as it stands in the backup."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)

    def files(self) -> tuple[Member, ...]:
        """Return the files of people among its parts."""
        return tuple(member for member in self.members if member.name.startswith(FILES))


def read(text: bytes, found: Iterable[str]) -> Manifest:
    """Return the list of a backup in which these parts were found.

    Refuses: Damaged, also where a name leads out of the folder.
    """
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise Damaged(f"format {said['format']}")
        members = tuple(Member(**member) for member in said.pop("members"))
        rows = {str(table): int(count) for table, count in said.pop("rows").items()}
        migrations, missing = tuple(said.pop("migrations")), tuple(said.pop("missing"))
        manifest = Manifest(members=members, rows=rows, migrations=migrations, missing=missing, **said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(MANIFEST) from error
    _require_whole(manifest, sorted(found))
    return manifest


def _require_whole(manifest: Manifest, found: list[str]) -> None:
    names = [member.name for member in manifest.members]
    if sorted([*names, MANIFEST]) != found or DATABASE not in names:
        raise Damaged(_("its parts are not those it names"))
    for name in names:
        if name != DATABASE and not (name.startswith(FILES) and PLAIN.fullmatch(name)):
            raise Damaged(_("a name in it leads elsewhere"))

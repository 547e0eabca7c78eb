"""What is seen, told and pressed."""

from itc.db.tables import Table
from itc.sheets.actions.tables import apply_table
from itc.sheets.models import Upload
from itc.sheets.queries.preview import Preview, preview, upload_of
from tests.sheets.conftest import NOW


def seen(upload: Upload, table: Table) -> Preview:
    return preview(upload_of(upload.pk, table.file, upload.by), table)


def press(found: Preview, *, ticked: bool) -> Upload:
    """Write what was seen."""
    upload = found.upload
    return apply_table(
        upload=upload.pk, table=found.table, digest=found.digest, ticked=ticked, by=upload.by, now=NOW
    )


def told(found: Preview) -> list[tuple[str, str, str]]:
    return [(each.place, each.text, each.what) for each in found.told(found.faults)]

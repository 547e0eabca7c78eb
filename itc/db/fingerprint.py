"""Has anything changed? One query over several tables, for caches held in a process."""

from typing import Any

from django.db.models import Count, Max, Model, QuerySet, Value
from django.db.models.fields import CharField

Fingerprint = tuple[tuple[str, int, str], ...]


def fingerprint(*models: type[Model]) -> Fingerprint:
    """Return (table, rows, latest change) of each model, in one query.

    Each model has `changed_at`, set by every write of ours; two equal fingerprints mean nothing was added,
    deleted or saved in between.
    """
    parts: list[QuerySet[Any, Any]] = []
    for model in models:
        table = Value(model._meta.db_table, output_field=CharField())
        rows = model._base_manager.order_by().annotate(table=table).values("table")
        parts.append(
            rows.annotate(rows=Count("pk"), latest=Max("changed_at")).values_list("table", "rows", "latest")
        )
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return tuple(sorted((table, rows, str(latest)) for table, rows, latest in found))

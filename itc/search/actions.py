"""Writing the index: entries beside their objects, in the transaction of the caller."""

from collections.abc import Collection, Iterable
from dataclasses import asdict

from django.db import transaction
from django.db.models import Model

from itc.search.models import Entry
from itc.search.queries import encoder
from itc.search.registry import Draft, Searchable, searchables

BATCH = 200  # entries of about twenty labels: some seconds of encoding


def index(models: Collection[type[Model]]) -> int:
    """Bring up to date the entries made from rows of these models; return how many were written or removed.

    Each kind is compared whole: what is no longer drafted goes, what stands unchanged is not touched.
    """
    touched = [each for each in searchables().values() if not each.sources.isdisjoint(models)]
    with transaction.atomic():
        return sum(_bring_up_to_date(searchable) for searchable in touched)


def fill(*, again: bool = False) -> int:
    """Encode the labels of entries that have no meaning yet, or of all `again`; return how many were filled.

    Nothing is done without the encoder.
    """
    entries = Entry.objects.all() if again else Entry.objects.filter(meaning=None)
    keys = list(entries.order_by("kind", "object_key").values_list("pk", flat=True))
    filled = 0
    for start in range(0, len(keys), BATCH):
        batch = list(Entry.objects.filter(pk__in=keys[start : start + BATCH]))
        _encode(batch, {})
        _save(full := [entry for entry in batch if entry.meaning is not None])
        filled += len(full)
    return filled


def behind() -> int:
    """Return how many entries are not as their rows would have them now; nothing is written."""
    found = (_differing(each, _standing(each)) for each in searchables().values())
    return sum(len(changed) + len(gone) for changed, gone in found)


def _standing(searchable: Searchable) -> dict[str, Entry]:
    return {entry.object_key: entry for entry in Entry.objects.filter(kind=searchable.kind)}


def _differing(searchable: Searchable, standing: dict[str, Entry]) -> tuple[list[Entry], list[int]]:
    """Return the entries to write, and the keys of those to remove."""
    drafts = searchable.drafts()
    gone = [entry.pk for key, entry in standing.items() if key not in drafts]
    changed = [
        entry
        for key, draft in drafts.items()
        if (entry := _changed(standing.get(key) or Entry(kind=searchable.kind), draft)) is not None
    ]
    return changed, gone


def _bring_up_to_date(searchable: Searchable) -> int:
    standing = _standing(searchable)
    known = {label: vector for entry in standing.values() for label, vector in entry.vectors.items()}
    changed, gone = _differing(searchable, standing)
    Entry.objects.filter(pk__in=gone).delete()
    _encode(changed, known)
    _save([entry for entry in changed if entry.pk])
    Entry.objects.bulk_create([entry for entry in changed if not entry.pk])
    return len(changed) + len(gone)


def _changed(entry: Entry, draft: Draft) -> Entry | None:
    """Return the entry as drafted, or None where it stands so already."""
    values = asdict(draft) | {"aliases": list(draft.aliases)}
    values["object_key"] = values.pop("key")
    if all(getattr(entry, name) == value for name, value in values.items()):
        return None
    for name, value in values.items():
        setattr(entry, name, value)
    return entry


def _encode(entries: Iterable[Entry], known: dict[str, bytes]) -> None:
    """Give the entries their vectors: of labels already known as they are, the rest by the encoder if any."""
    entries = list(entries)
    encode = encoder()
    new = list(dict.fromkeys(label for entry in entries for label in entry.labels if label not in known))
    vectors = encode(new) if encode is not None and new else None
    if vectors is not None:
        known = known | {label: vector.tobytes() for label, vector in zip(new, vectors, strict=True)}
    for entry in entries:
        entry.put_vectors(known)


def _save(entries: Collection[Entry]) -> None:
    fields = {field.name for field in Entry._meta.concrete_fields if not field.primary_key}
    Entry.objects.bulk_update(entries, sorted(fields - {"changed_at"}), batch_size=BATCH)

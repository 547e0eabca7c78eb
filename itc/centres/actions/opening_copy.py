"""A draft takes over what another centre has, marked as a sample until somebody has looked at it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import override

from itc.accounts.models import User
from itc.audit.actions import record
from itc.catalogue.queries.knowledge import knowledge
from itc.centres.actions.opening import draft_of
from itc.centres.actions.services import offer
from itc.centres.errors import NothingChanged, NothingToCopy
from itc.centres.queries.opening_copy import PEOPLE, PRICES, RULES, SERVICES, UNITS, Pattern
from itc.db.models import Status
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Price, Resource
from itc.resources.queries.pages.topics import topic_in_words
from itc.resources.queries.unpriced import unpriced

NOT_COPIED = {"id", "code", "centre_id", "province_id", "changed_at", "loaded_digest", "source", "status"}


@transaction.atomic
def copy_centre(
    *, centre: str, pattern: Pattern, parts: Collection[str], by: User, now: dt.datetime
) -> dict[str, int]:
    """Copy parts of a centre to a draft; what is there already stays. Return how many rows of each part.

    People are copied as posts without a name, to be filled by whoever will work there.
    Refuses: UnknownOpening; NotADraft; NothingToCopy.
    """
    draft = draft_of(centre, by=by, now=now).centre
    source = f"copied from {pattern.centre.pk}"
    done = {
        UNITS: _copy_units(draft, pattern, source) if UNITS in parts else 0,
        PEOPLE: _copy_people(draft, pattern, source) if PEOPLE in parts else 0,
        SERVICES: offer_all(draft, by, now) if SERVICES in parts else 0,
        PRICES: _copy_prices(draft, pattern, source) if PRICES in parts else 0,
    }
    if RULES in parts:
        done[RULES] = 1
        draft.notice_hours, draft.firm_window_days = (
            pattern.centre.notice_hours, pattern.centre.firm_window_days
        )  # fmt: skip
        draft.save(update_fields=["notice_hours", "firm_window_days", "changed_at"])
    if not any(done.values()):
        raise NothingToCopy
    record("centre.copied", by=by, on=draft, source=pattern.centre.pk, **done)
    return done


def _copy_units(draft: Centre, pattern: Pattern, source: str) -> int:
    """Copy the units of kinds that the draft has none of yet."""
    has = set(draft.resources.values_list("machine_kind", flat=True))
    rows = [row for row in pattern.units() if row.machine_kind_id not in has]
    for row in rows:
        code = f"{draft.pk}/{row.code.rpartition('/')[2]}"
        _resource(row, draft, source, code=code, why="", existence_source="", existence_status="sample")
    return len(rows)


def _copy_people(draft: Centre, pattern: Pattern, source: str) -> int:
    """Copy people as posts that bear no name; whoever stands under the same code is there already."""
    has = set(draft.resources.values_list("code", flat=True))
    count = 0
    for number, row in enumerate(pattern.people(), start=1):
        code = f"{draft.pk}/p-{number:02d}"
        if code in has:
            continue
        names = {}
        for language in ("th", "en"):
            with override(language):
                names[f"name_{language}"] = topic_in_words(row.topic)
        operates = [kind for kind in row.operates if pattern.has(kind)]
        _resource(row, draft, source, code=code, operates=operates, conflict_note="", **names)
        count += 1
    return count


def _resource(row: Resource, draft: Centre, source: str, **changed: object) -> Resource:
    kept = {
        field.attname: getattr(row, field.attname)
        for field in Resource._meta.concrete_fields
        if field.attname not in NOT_COPIED
    }
    plain = {"centre": draft, "province_id": draft.province_id, "source": source, "status": Status.SAMPLE}
    return Resource.objects.create(**kept | plain | changed)


def offer_all(draft: Centre, by: User, now: dt.datetime) -> int:
    """Offer what the machines and people of a draft do; return how many operations."""
    known, done = knowledge().operations, set[str]()
    for row in draft.resources.all():
        done.update(code for code in row.operations if code in known)
    kinds = set(draft.resources.values_list("machine_kind", flat=True))
    done.update(
        code for code, each in known.items() if each.provider_kind == "machine" and kinds & set(each.provider)
    )
    try:
        change = offer(centre=draft, operations=sorted(done), valid_from=thai.local_day(now), by=by, now=now)
    except NothingChanged:
        return 0
    return len(change.rows)


def _copy_prices(draft: Centre, pattern: Pattern, source: str) -> int:
    """Copy the prices of what has none yet: of machines, and of people by their topic."""
    on = draft.changed_at.date()
    codes = {row.topic: row.code for row in pattern.people()}
    theirs = dict(draft.resources.filter(kind=Resource.Kind.PERSON).values_list("code", "topic"))
    copied: list[Price] = []
    number = Price.objects.filter(code__startswith=f"{draft.pk}-P").count()
    prices = Price.objects.on(on).filter(provider__in=[pattern.centre.pk, *codes.values()], firm_size="")
    known = {(row.provider, row.machine_kind_id, row.operation_id, row.unit): row for row in prices}
    for lacking in unpriced(draft, on=on):
        provider = codes.get(theirs.get(lacking.provider, "")) if lacking.operation else pattern.centre.pk
        row = known.get((provider or "", lacking.machine_kind, lacking.operation, lacking.unit))
        if row is not None:
            number += 1
            copied.append(_price(row, lacking.provider, f"{draft.pk}-P{number:04d}", source))
    return len(Price.objects.bulk_create(copied))


def _price(row: Price, provider: str, code: str, source: str) -> Price:
    kept = {
        field.attname: getattr(row, field.attname)
        for field in Price._meta.concrete_fields
        if field.attname not in NOT_COPIED
    }
    return Price(**kept | {"code": code, "provider": provider, "source": source, "status": Status.SAMPLE})


@transaction.atomic
def quote_the_rest(*, centre: str, by: User, now: dt.datetime) -> int:
    """Say of all that has no price that it is to be quoted; return how many rows. Refuses: as `draft_of`."""
    draft = draft_of(centre, by=by, now=now).centre
    on = now.date()
    number = Price.objects.filter(code__startswith=f"{draft.pk}-P").count()
    rows = [
        Price(
            code=f"{draft.pk}-P{place:04d}", provider_kind=each.provider_kind, provider=each.provider,
            machine_kind_id=each.machine_kind, operation_id=each.operation, unit=each.unit,
            rule=Price.Rule.QUOTE, valid_from=on, source=draft.source, status=Status.CONFIRMED,
        )
        for place, each in enumerate(unpriced(draft, on=on), start=number + 1)
    ]  # fmt: skip
    Price.objects.bulk_create(rows)
    if rows:
        record("centre.quoted", by=by, on=draft, rows=len(rows))
    return len(rows)

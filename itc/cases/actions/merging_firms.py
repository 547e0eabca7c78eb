"""Two firms that are one: its people, cases and all that points to it follow to the one that is kept."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.audit.actions import record
from itc.cases.errors import BothSignIn, LedByAnother, NotTheSame, NumbersDiffer, UnknownCase
from itc.cases.models import Case
from itc.db.locking import locked
from itc.firms.models import Firm, Membership
from itc.lib import thai
from itc.network.queries import centres_of_officer

FACTS = ("tax_number", "people", "revenue_thb")
"""What the kept firm takes over where it says nothing itself."""


@transaction.atomic
def merge_firms(*, keep: int, drop: int, by: User, now: dt.datetime) -> Firm:
    """Return a firm with all of another, of the same name in its province, which is gone then.

    Consents are of people, so they follow with them.
    Refuses: UnknownCase, where `by` leads no open case of each; NotTheSame; NumbersDiffer; LedByAnother,
    where another centre leads a case of one; BothSignIn, since each would see the cases of the other.
    """
    rows = {row.pk: row for row in locked(Firm.objects.filter(pk__in={keep, drop}).order_by("pk"))}
    if len(rows) < 2:
        raise UnknownCase
    kept, gone = rows[keep], rows[drop]
    _require_safe(kept, gone, centres_of_officer(by, on=thai.local_day(now)))
    for relation in Firm._meta.related_objects:
        if relation.related_model is not Membership:
            relation.related_model._default_manager.filter(**{relation.field.name: gone}).update(
                **{relation.field.name: kept}
            )
    _follow_people(kept, gone, by, now)
    facts = {name: getattr(gone, name) for name in FACTS if getattr(kept, name) is None}
    gone.delete()
    for name, value in facts.items():
        setattr(kept, name, value)
    kept.save()
    record("firm.merged", by=by, on=kept, gone=drop)
    return kept


def _require_safe(kept: Firm, gone: Firm, centres: list[str]) -> None:
    open_cases = Case.objects.open().filter(firm__in=[kept, gone])
    hers = set(open_cases.filter(lead_centre__in=centres).values_list("firm", flat=True))
    if hers != {kept.pk, gone.pk}:
        raise UnknownCase
    if (kept.name_key, kept.province_id) != (gone.name_key, gone.province_id):
        raise NotTheSame
    if kept.tax_number and gone.tax_number and kept.tax_number != gone.tax_number:
        raise NumbersDiffer
    if open_cases.exclude(lead_centre__in=centres).exists():
        raise LedByAnother
    people = [
        {row.person for row in Membership.objects.live().filter(firm=firm).select_related("person")}
        for firm in (kept, gone)
    ]
    if not people[0] & people[1] and all(any(map(confirmed, each)) for each in people):
        raise BothSignIn


def _follow_people(kept: Firm, gone: Firm, by: User, now: dt.datetime) -> None:
    """Move memberships; who acts for both, or asked to, keeps the one she has."""
    have = Membership.objects.filter(firm=kept, ended_at=None).values("person")
    twice = Membership.objects.filter(firm=gone, ended_at=None, person__in=have)
    twice.update(ended_at=now, ended_by=by)
    Membership.objects.filter(firm=gone).update(firm=kept)

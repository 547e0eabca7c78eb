"""Which centre a person may change."""

import datetime as dt

from itc.accounts.models import User
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change
from itc.lib import thai
from itc.network.models import Centre, may_administer
from itc.network.queries import centres_of_officer, is_officer_of


def centre_of(code: str, by: User, *, now: dt.datetime) -> Centre:
    """Return a centre for an officer of it. Refuses: UnknownCentre, for everybody else.

    Until it opens, officers of its parent keep it too, and whoever administers the network.
    """
    today = thai.local_day(now)
    centre = Centre.objects.filter(pk=code).select_related("province").first()
    if centre is None or not (is_officer_of(centre.pk, by, on=today) or _prepares(centre, by, today)):
        raise UnknownCentre
    return centre


def _prepares(centre: Centre, by: User, today: dt.date) -> bool:
    """Return whether somebody prepares a centre that is not open yet."""
    to_come = centre.is_draft or bool(centre.opens_on and centre.opens_on > today)
    if not to_come:
        return False
    return may_administer(by) or bool(centre.parent_id and is_officer_of(centre.parent_id, by, on=today))


def centres_kept_by(person: User, *, now: dt.datetime) -> list[Centre]:
    """Return the centres a person is an officer of, by name. Refuses: UnknownCentre, where there are none."""
    codes = centres_of_officer(person, on=thai.local_day(now))
    if not codes:
        raise UnknownCentre
    return sorted(Centre.objects.filter(pk__in=codes), key=lambda each: each.name)


def entered_at(centre: Centre) -> set[int]:
    """Return the keys of the people whom a centre entered by name for a post."""
    changes = Change.objects.filter(centre=centre, part=Change.Part.PEOPLE).values_list("rows", flat=True)
    return {row["key"] for rows in changes for row in rows if row["kind"] == "accounts.user"}

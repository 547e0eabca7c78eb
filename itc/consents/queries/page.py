"""What stands on the page “My data”."""

import datetime as dt
from dataclasses import dataclass

from itc.accounts.models import User
from itc.accounts.registry import in_the_way
from itc.consents.models import Consent
from itc.consents.queries.consents import Asked, asked_of, consents_of
from itc.firms.models import Membership
from itc.firms.queries import firms_of
from itc.lib.refusal import Refusal


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """What she agrees to and took back, her firms, and what stands in the way of erasing her."""

    asked: tuple[Asked, ...]
    taken_back: tuple[Consent, ...]
    firms: tuple[Membership, ...]
    in_the_way: tuple[Refusal, ...]


def privacy_page(person: User, *, now: dt.datetime) -> PrivacyPage:
    """Return the page of a person."""
    return PrivacyPage(
        asked=tuple(asked_of(person, now=now)),
        taken_back=tuple(consents_of(person).exclude(withdrawn_at=None)[:10]),
        firms=tuple(firms_of(person)),
        in_the_way=tuple(in_the_way(person, now=now)),
    )

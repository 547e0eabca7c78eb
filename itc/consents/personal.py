"""What this app keeps of a person: to what she agreed, and until when."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.consents.models import Consent


def withdraw_all(person: User, now: dt.datetime) -> None:
    """End all a person agreed to."""
    Consent.objects.live().filter(person=person).update(withdrawn_at=now, withdrawn_by=person)


register(
    Kept(
        Consent,
        columns(nameless="person given_by withdrawn_by"),
        why="Proof that what an officer did in her name was allowed then; what still holds is withdrawn.",
        how_long="10 years after it was withdrawn",
        told=("purpose.name", "purpose.version", "purpose.words", "given_at", "how", "withdrawn_at"),
        hers=lambda person: Q(person=person),
        called={"purpose.words": _("what you agreed to")},
        erase=withdraw_all,
    )
)

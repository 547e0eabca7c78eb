"""What providers were asked for and have not answered."""

import datetime as dt

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.cases.models.steps import SlotQuerySet
from itc.lib import thai
from itc.network.models import Post


def asked_of(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots that a person may answer: those asked of resources of a centre she is in post at."""
    centres = Post.objects.on(thai.local_day(now)).serving().filter(person=user).values("centre")
    return Slot.objects.asked().filter(resource__centre__in=centres, step__case__closure=None)

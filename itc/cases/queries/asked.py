"""What providers were asked for and have not answered."""

import datetime as dt

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.cases.models.steps import SlotQuerySet
from itc.lib import thai
from itc.network.models import Post

ANSWERERS = (Post.Role.OFFICER, Post.Role.OPERATOR, Post.Role.EXPERT)
"""Who answers for the resources of her centre."""


def asked_of(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots that a person may answer: those asked of resources of a centre she is in post at."""
    posts = Post.objects.on(thai.local_day(now)).filter(person=user, role__in=ANSWERERS)
    centres = posts.filter(centre__isnull=False).values("centre")
    return Slot.objects.asked().filter(resource__centre__in=centres, step__case__closure=None)

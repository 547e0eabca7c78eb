"""What the network keeps of people: who is in post where."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.network.errors import StillInPost
from itc.network.models import Post


def in_post(person: User, now: dt.datetime) -> Iterator[Refusal]:
    """Yield the posts of a person that have not ended, those to come too."""
    still = Q(valid_to=None) | Q(valid_to__gte=thai.local_day(now))
    for post in Post.objects.filter(still, person=person).select_related("centre", "agency").order_by("pk"):
        yield StillInPost((post.centre or post.agency).name)  # type: ignore[union-attr]  # it is at one of them


register(
    Kept(
        Post,
        columns(nameless="person"),
        why="Who answered for a centre, and when: others' cases rest on it.",
        how_long="10 years after the post ended",
        told=("role", "centre", "agency", "valid_from", "valid_to"),
    ),
    hinder=in_post,
)

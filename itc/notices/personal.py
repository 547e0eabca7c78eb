"""What notices keep of people."""

from django.utils.translation import gettext_lazy as _

from itc.accounts.registry import Kept, columns, register
from itc.notices.models import Notice, Sending, Wish

WHILE = "half a year"

register(
    Kept(
        Notice,
        columns(erased="person kind key details"),
        why="What she was told, by codes and days alone.",
        how_long=WHILE,
        told=("kind", "key", "made_at", "read_at"),
        erase=lambda person, _now: Notice.objects.filter(person=person).delete(),
        called={"": _("notices")},
    ),
    Kept(
        Sending,
        columns(erased="ended_why"),
        why="By which way a notice went out, and why it could not.",
        how_long=WHILE,
    ),
    Kept(
        Wish,
        columns(erased="person channels by_group"),
        why="How she wants to be told.",
        how_long="while she has an account",
        told=("channels", "by_group", "quiet_from", "quiet_to", "digest"),
        erase=lambda person, _now: Wish.objects.filter(person=person).delete(),
    ),
)

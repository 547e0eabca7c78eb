"""The digest: what is new, in one notice a day."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from itc.notices.models import Notice
from itc.notices.queries import DIGEST, TRY, line_of
from itc.notices.registry import Details, Told, register

MOST = 20
"""Lines of a digest."""


def words(details: Details) -> str:
    """Return the lines of the notices it gathers."""
    rows = Notice.objects.filter(pk__in=details["notices"]).exclude(kind=DIGEST).order_by("made_at", "pk")
    lines = [line for notice in rows if (line := line_of(notice)) is not None]
    told = "\n".join(f"- {line.words}" for line in lines[:MOST])
    if len(lines) > MOST:
        told += "\n" + _("and %(count)s more") % {"count": len(lines) - MOST}
    return (
        ngettext("%(count)s thing is new:", "%(count)s things are new:", len(lines)) % {"count": len(lines)}
        + f"\n{told}"
    )


register(
    Told(DIGEST, gettext_lazy("What is new"), words, lambda _details: reverse("notice_list")),
    Told(
        TRY, gettext_lazy("It works"), lambda _details: _("This is a try: OpenITC reaches you this way."),
        lambda _details: reverse("notice_wish"), urgent=True,
    ),
)  # fmt: skip

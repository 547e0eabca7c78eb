"""The digest: what waits and what is new, in one notice a day; and the try of a way."""

from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from itc.notices.models import Notice
from itc.notices.queries import DIGEST, TRY, line_of
from itc.notices.registry import Details, Told, register, told

MOST = 20
"""Lines of a digest."""


Said = tuple[str, str]
"""A line, and the path of the page where to act."""


def words(details: Details) -> str:
    """Return the lines of what waits and of what is new."""
    return _text(details, lambda line: f"- {line[0]}")


def letter(details: Details) -> str:
    """Return them with a link each."""
    return _text(details, lambda line: f"- {line[0]}\n  {settings.SITE_URL}{line[1]}")


def _text(details: Details, shown: Callable[[Said], str]) -> str:
    waits = [said for kind, more in details.get("waits", ()) if (said := _said(kind, more))]
    rows = Notice.objects.filter(pk__in=details["notices"]).exclude(kind=DIGEST).order_by("made_at", "pk")
    lines = [line for notice in rows if (line := line_of(notice)) is not None]
    news = [(line.words, line.path) for line in lines if (line.words, line.path) not in waits]
    head = ngettext("%(count)s thing waits for you:", "%(count)s things wait for you:", len(waits))
    new = ngettext("%(count)s thing is new:", "%(count)s things are new:", len(news))
    return "\n".join([*_part(head, waits, shown), *_part(new, news, shown)])


def _part(head: str, lines: Sequence[Said], shown: Callable[[Said], str]) -> Iterator[str]:
    if lines:
        yield head % {"count": len(lines)}
    yield from map(shown, lines[:MOST])
    if len(lines) > MOST:
        yield _("and %(count)s more") % {"count": len(lines) - MOST}


def _said(kind: str, details: Details) -> Said | None:
    known = told(kind)
    return (known.words(details), known.path(details)) if known else None


register(
    Told(
        DIGEST, gettext_lazy("Your day"), words, lambda _details: reverse("notice_list"), letter=letter
    ),
    Told(
        TRY, gettext_lazy("It works"), lambda _details: _("This is a try: OpenITC reaches you this way."),
        lambda _details: reverse("notice_wish"), urgent=True,
    ),
)  # fmt: skip

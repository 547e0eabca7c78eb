"""Is search up to date, and does it go by meaning?"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from itc.continuity.registry import Check, Finding, register
from itc.search.actions import behind
from itc.search.models import Entry
from itc.search.queries import encoder


def index_is_up_to_date() -> Iterator[Finding]:
    """Find entries that do not say what their rows say."""
    if count := behind():
        yield Finding(
            _("Search is behind the tables: %(count)d entries.") % {"count": count}, _("Run `itc index`.")
        )


def encoder_is_there() -> Iterator[Finding]:
    """Find a sentence encoder that is wanted and missing, or labels that wait for it."""
    if not settings.MEANING:
        return
    if encoder() is None:
        yield Finding(
            _("The sentence encoder is not installed: search goes by letters only."),
            _("Run `make setup`, then `itc index`; or set OPENITC_MEANING=0."),
        )
    elif waiting := Entry.objects.filter(meaning=None).count():
        yield Finding(
            _("Entries of search without a meaning yet: %(count)d.") % {"count": waiting},
            _("Run `itc index`."),
        )


register(
    Check(gettext_noop("search index"), index_is_up_to_date),
    Check(gettext_noop("sentence encoder"), encoder_is_there),
)

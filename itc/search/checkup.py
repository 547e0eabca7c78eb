"""Is search up to date, and does it go by meaning?"""

from collections.abc import Iterator

from django.conf import settings

from itc.continuity.registry import Check, Finding, register
from itc.search.actions import behind
from itc.search.models import Entry
from itc.search.queries import encoder


def index_is_up_to_date() -> Iterator[Finding]:
    """Find entries that do not say what their rows say."""
    if count := behind():
        yield Finding(f"Search is behind the tables by {count:,} entries.", "Run `itc index`.")


def encoder_is_there() -> Iterator[Finding]:
    """Find a sentence encoder that is wanted and missing, or labels that wait for it."""
    if not settings.MEANING:
        return
    if encoder() is None:
        yield Finding(
            "The sentence encoder is not installed: search goes by letters only.",
            "Run `make setup`, then `itc index`; or set OPENITC_MEANING=0.",
        )
    elif waiting := Entry.objects.filter(meaning=None).count():
        yield Finding(f"{waiting:,} entries of search have no meaning yet.", "Run `itc index`.")


register(Check("search index", index_is_up_to_date), Check("sentence encoder", encoder_is_there))

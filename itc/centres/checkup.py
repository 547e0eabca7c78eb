"""Is every province led by exactly one centre, today and on every day to come?"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from itc.centres.rules.opening import Lead, unled
from itc.continuity.registry import Check, Finding, register
from itc.lib import thai
from itc.network.models import Coverage, Province

MEND = gettext_noop("Mend its coverage in the back office: each day has one centre that leads by default.")


def each_province_is_led() -> Iterator[Finding]:
    """Find the provinces that somebody leads, and on some day to come nobody or two."""
    leads: dict[str, list[Lead]] = defaultdict(list)
    for row in Coverage.objects.filter(scope="province", default_lead=True):
        leads[row.province_id].append(Lead(row.centre_id, row.valid_from, row.valid_to, row.pk))
    names = Province.objects.in_bulk(list(leads))
    for code in sorted(leads):
        for day, count in unled(leads[code], since=timezone.localdate())[:1]:
            said = {
                "province": names[code].name,
                "day": thai.date_text(day, language=get_language() or "th"),
                "count": count,
            }
            yield Finding(_("%(province)s is led by %(count)d centres from %(day)s on.") % said, _(MEND))


register(Check(gettext_noop("who leads where"), each_province_is_led))

"""What the home page counts and offers, and how results of a search stand on their page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from itc.network.models import Centre, Coverage
from itc.network.queries import provinces_by_region
from itc.resources.models import Resource
from itc.web.line import Text

REGIONS = (
    gettext_noop("North"),
    gettext_noop("Northeast"),
    gettext_noop("Central"),
    gettext_noop("East"),
    gettext_noop("West"),
    gettext_noop("South"),
)


@dataclass(frozen=True)
class Numbers:
    """How large the network is."""

    centres: int
    machines: int
    provinces: int  # that a centre leads


def numbers() -> Numbers | None:
    """Count the network; None while it is empty, since a row of zeros says nothing."""
    centres = Centre.objects.count()
    if not centres:
        return None
    return Numbers(
        centres=centres,
        machines=Resource.objects.filter(kind=Resource.Kind.MACHINE).count(),
        provinces=Coverage.objects.filter(default_lead=True).values("province").distinct().count(),
    )


def province_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (region, [(code, name)]) in the language of the page."""
    thai = get_language() == "th"
    return [
        (_(region), [(code, name_th if thai else name_en) for code, name_th, name_en in rows])
        for region, rows in provinces_by_region()
    ]


@dataclass(frozen=True)
class Hit:
    """One thing found: `text` is its name or alias that fits best, `matched` the pieces that were asked."""

    name: str
    url: str
    kind: Text
    text: str = ""
    matched: Sequence[str] = ()


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `count` may be more than are shown."""

    label: Text
    count: int
    hits: Sequence[Hit]

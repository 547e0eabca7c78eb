"""What the home page counts, and how results of a search stand on their page."""

from collections.abc import Sequence
from dataclasses import dataclass

from itc.network.models import Centre, Coverage
from itc.resources.models import Resource
from itc.web.line import Text


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

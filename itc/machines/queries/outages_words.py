"""What is said of an outage or leave: a machine is named, of people it is said only that they are away."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.machines.models import Outage
from itc.web.line import Text

WHY: Mapping[str, Text] = {
    Outage.Why.BREAKDOWN: gettext_lazy("%(unit)s is broken"),
    Outage.Why.SERVICE: gettext_lazy("%(unit)s is being serviced"),
    Outage.Why.OTHER: gettext_lazy("%(unit)s cannot be used"),
    Outage.Why.LEAVE: gettext_lazy("the person who was to serve you is on leave"),
}


def why_text(outage: Outage) -> str:
    """Return why something fell, to be read by the firm."""
    return why_said(outage.about, outage.resource.name)


def why_said(about: str, unit: str) -> str:
    """Return why something fell, by the kind of reason and the name of the unit."""
    said = WHY.get(about, WHY[Outage.Why.OTHER])
    return str(said) % {"unit": unit or _("the machine")}

"""Forms of opening a centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.centres.forms.base import Ticks, day, text, words
from itc.centres.queries.opening_copy import PEOPLE, PRICES, RULES, SERVICES, UNITS, Offered
from itc.centres.rules.opening import KINDS
from itc.network.models import Centre, Province
from itc.network.queries import OPERATORS, province_choices
from itc.network.tables import EAST, NORTH, SOUTH, WEST
from itc.web.forms import NumberField, offer

HELP = {
    "mini_itc": _("A Mini ITC: it takes its province over from the centre that leads there now"),
    "ieat_estate": _("A centre in an industrial estate: it leads the tenants of the estate"),
    "network_institute": _("An institute of the network: firms come from anywhere"),
    "dip_centre": _("A centre of the Department of Industrial Promotion"),
}


class BeginForm(forms.Form):
    """What is opened, and where."""

    kind = forms.ChoiceField(
        label=_("What do you open?"),
        choices=[(code, HELP.get(code, OPERATORS.get(code, code))) for code in KINDS],
        widget=forms.RadioSelect,
        initial="mini_itc",
    )
    province = forms.ChoiceField(label=_("In which province?"))
    parent = forms.ChoiceField(
        label=_("Under which centre?"),
        required=False,
        help_text=_("A Mini ITC is always under the centre that leads its province."),
    )

    def __init__(self, data: Any = None, *, parents: list[Centre], **given: Any) -> None:
        super().__init__(data, **given)
        self._parents = {row.pk: row for row in parents}
        offer(self, "province", [("", _("Choose a province")), *province_choices()])
        named = [(row.pk, row.name) for row in parents]
        offer(self, "parent", [("", _("the one that leads the province")), *named])

    def clean_province(self) -> Province:
        """Return the province."""
        return Province.objects.get(pk=self.cleaned_data["province"])

    def clean_parent(self) -> Centre | None:
        """Return the centre it is to be under, None for the one that leads."""
        return self._parents.get(self.cleaned_data["parent"])


class PlaceForm(forms.Form):
    """What a centre is called, what it is good at, and where it stands."""

    name_th = text(_("Name in Thai"))
    name_en = text(_("Name in English"))
    specialty_th = words(_("What it is good at, in Thai"))
    specialty_en = words(_("What it is good at, in English"))
    lat = NumberField(
        label=_("Latitude"),
        min_value=SOUTH,
        max_value=NORTH,
        help_text=_(
            "In degrees, as 18.5745. It stands in the town of the province unless you say otherwise."
        ),
    )
    lon = NumberField(label=_("Longitude"), min_value=WEST, max_value=EAST)

    def clean(self) -> dict[str, Any]:
        """Return degrees as numbers of the kind that the row keeps."""
        found = super().clean() or {}
        return found | {name: float(found[name]) for name in ("lat", "lon") if found.get(name) is not None}


class CopyForm(forms.Form):
    """What to copy, and from where."""

    source = forms.ChoiceField(label=_("Copy from"), widget=forms.RadioSelect, required=False)
    centre = forms.ChoiceField(label=_("or from a centre that is there"), required=False)
    parts = forms.MultipleChoiceField(
        label=_("What to take"),
        widget=Ticks,
        required=False,
        choices=[
            (UNITS, _("Machines and rooms, with their hours")),
            (PEOPLE, _("Posts of people: what each does, without names")),
            (SERVICES, _("Services: all that these machines and people do")),
            (PRICES, _("Prices, as samples to look at")),
            (RULES, _("Notice and how far ahead is booked")),
        ],
        initial=[UNITS, PEOPLE, SERVICES, PRICES, RULES],
    )

    def __init__(self, data: Any = None, *, templates: list[Offered], centres: list[Centre]) -> None:
        super().__init__(data)
        offer(self, "source", [(each.value, each.template.name) for each in templates])
        named = [(row.pk, row.name) for row in centres]
        offer(self, "centre", [("", _("Choose a centre")), *named])

    def clean(self) -> dict[str, Any]:
        """Return where to copy from as one word, and what."""
        found = super().clean() or {}
        found["chosen"] = found.get("centre") or found.get("source") or ""
        if not found["chosen"]:
            self.add_error("source", _("Choose a template or a centre, or go on with an empty one."))
        return found


class DayForm(forms.Form):
    """The day a centre opens."""

    opens_on = day(_("It opens on"))

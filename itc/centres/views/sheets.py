"""The form pages of a centre: of each its words, its form, and the action that keeps it."""

from django.utils.translation import gettext_lazy as _

from itc.centres.actions import hours, people, prices, saying, services, units
from itc.centres.forms import saying as told
from itc.centres.forms import standing
from itc.centres.views.answering import Sheet

KEEP = _("Keep")
OFFER = Sheet(
    "centre_services", _("Services"), _("Offer these"), told.OfferForm, services.offer,
    template="centres/services.html",
)  # fmt: skip
OWN_SERVICE = Sheet(
    "centre_services", _("A service of your own"), _("Offer it"), told.OwnServiceForm, services.offer_own,
    lead=_("What your centre does and the list of kinds of work does not have. Owners find it by its words."),
)  # fmt: skip
SERVICE = Sheet(
    "centre_services", _("Change a service"), KEEP, told.ServiceForm, services.change_service, key="service",
)  # fmt: skip
HOURS = Sheet(
    "centre_hours", _("Opening hours"), _("Change the hours"), standing.HoursForm, hours.change_hours,
    template="centres/hours.html", minds=True,
)  # fmt: skip
CLOSING = Sheet(
    "centre_closings", _("Closed days"), _("Close these days"), told.ClosingForm, hours.close_days,
    template="centres/closings.html", minds=True,
)  # fmt: skip
POST = Sheet(
    "centre_people", _("People"), _("Give the post"), standing.PostForm, people.appoint,
    template="centres/people.html",
)  # fmt: skip
POST_END = Sheet(
    "centre_people", _("End a post"), _("End it"), told.LastDayForm, people.end_post, key="post",
    lead=_("She has it until the end of that day. What she did stays on record."),
)  # fmt: skip
BOOKABLE_NEW = Sheet(
    "centre_people", _("Somebody who can be booked"), _("Enter her"), standing.NewBookableForm,
    people.add_bookable,
)  # fmt: skip
BOOKABLE = Sheet(
    "centre_people", _("What she is booked for"), KEEP, standing.BookableForm, people.change_bookable,
    key="unit", lead=_("Her hours of other days are changed under opening hours."),
)  # fmt: skip
UNIT_NEW = Sheet(
    "centre_units", _("Add machines or rooms"), _("Add"), standing.NewUnitsForm, units.add_units,
    lead=_("Each gets a number and a calendar of its own. Ten alike are entered at once."),
)  # fmt: skip
UNIT = Sheet(
    "centre_units", _("Change a machine or room"), KEEP, standing.UnitForm, units.change_unit, key="unit",
    lead=_("Counts for whoever asks from now on; what is booked stays as it is."),
)  # fmt: skip
RETIRE = Sheet(
    "centre_units", _("Take out of booking"), KEEP, told.UntilForm, units.retire, key="unit", minds=True,
    lead=_("After its last day nobody can book it. What it did stays on record."),
)  # fmt: skip
PRICE = Sheet(
    "centre_prices", _("A price from a day on"), KEEP, standing.PriceForm, prices.set_price,
    lead=_(
        "What was asked so far ends the day before. It counts for plans asked from that day on; accepted "
        "plans keep their price."
    ),
)  # fmt: skip
PRICE_END = Sheet(
    "centre_prices", _("End a price"), _("End it"), told.LastDayForm, prices.end_price, key="price",
    lead=_("Where no other price stands then, owners read “to be quoted”."),
)  # fmt: skip
RULES = Sheet(
    "centre_rules", _("Rules of booking and contact"), KEEP, told.RulesForm, saying.change_rules,
    listed=False,
    lead=_("Counts for whoever asks from now on. What you leave empty of the contact is not shown."),
)  # fmt: skip
AREA = Sheet(
    "centre_area", _("Area"), _("Add the line"), told.AreaForm, saying.tell_of_area,
    template="centres/area.html",
)  # fmt: skip
AREA_END = Sheet(
    "centre_area", _("End a line"), _("End it"), told.LastDayForm, saying.end_line, key="line",
)  # fmt: skip

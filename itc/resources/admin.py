"""What can be booked, in the back office: machines, people, laboratories, filings, makers, prices."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.lib.refusal import Conflict, Refusal
from itc.resources.actions import allow_absence, record_absence, release_absence
from itc.resources.models import Booking, Counter, Filing, Holiday, Maker, Price, Resource
from itc.resources.queries.taken import what_for
from itc.search.admin import IndexedAdmin

NAMES = ("code", "name_th", "name_en")
TRUST = ("source", "status")


@admin.register(Resource)
class ResourceAdmin(IndexedAdmin[Resource]):
    """Machines, people and rooms, each with one calendar."""

    list_display = (*NAMES, "kind", "centre", *TRUST)
    list_filter = ("kind", "approval", "existence_status", "centre")
    list_select_related = ("centre",)
    search_fields = (*NAMES, "topic")
    exclude = ("person",)  # set on the page of the centre's people: a list of all accounts is for nobody

    def view_on_site(self, obj: Resource) -> str | None:
        """Return the page that tells everybody of it."""
        return obj.bookable.page(obj)


class AbsenceForm(forms.ModelForm[Booking]):
    """What is away from when to when; what stands in its way is said here, where nothing typed is lost."""

    class Meta:
        model = Booking
        fields = ("resource", "held_from", "held_to")

    def clean(self) -> dict[str, Any]:
        """Refuse what the action would refuse."""
        asked = super().clean() or {}
        if {"resource", "held_from", "held_to"} <= asked.keys():
            span = {"start": asked["held_from"], "end": asked["held_to"]}
            try:
                allow_absence(resource=asked["resource"], **span, now=timezone.now())
            except Refusal as refusal:
                self.add_error("held_from", [str(reason) for reason in refusal.reasons])
        return asked


class ReleaseForm(forms.ModelForm[Booking]):
    """Why an absence ends: with that it is released."""

    released_why = forms.CharField(label=_("why released"), max_length=200)

    class Meta:
        model = Booking
        fields = ("released_why",)


class ForWhat(admin.SimpleListFilter):
    """Absences, or work."""

    title = _("for what")
    parameter_name = "for"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Return the two."""
        return ("absence", _("outage, closure or leave")), ("work", _("booked for work"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Booking]) -> QuerySet[Booking]:
        """Keep the chosen of the two."""
        absences = Q(purpose=Booking.ABSENCE)
        return {"absence": queryset.filter(absences), "work": queryset.exclude(absences)}.get(
            self.value() or "", queryset
        )


@admin.register(Booking)
class BookingAdmin(admin.ModelAdmin[Booking]):
    """What is held. Here an absence is entered, and released by saying why; work is booked by plans."""

    list_display = ("resource", "what", "held_from", "held_to", "released_at", "is_sample")
    list_filter = (ForWhat, "resource__kind", "is_sample", "resource__centre")
    list_select_related = ("resource",)
    list_per_page = 50
    search_fields = ("resource__code",)
    date_hierarchy = "held_from"
    ordering = ("-held_from", "resource")

    @admin.display(description=_("for what"))
    def what(self, row: Booking) -> str:
        """Say whether it is an outage, leave, or work."""
        return what_for(row, row.resource)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form to enter an absence, or the one to release it."""
        return super().get_form(request, obj, change, form=ReleaseForm if obj else AbsenceForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show of a booking that stands all there is."""
        standing = (
            "resource",
            "what",
            "held_from",
            "held_to",
            "use_from",
            "use_to",
            "released_at",
            "released_why",
        )
        return standing if obj else AbsenceForm.Meta.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Fix all of it but why it is released."""
        return [name for name in self.get_fields(request, obj) if name != "released_why"] if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nothing be changed but an absence that holds."""
        holds = obj is None or (obj.is_absence and obj.released_at is None)
        return holds and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is removed: what is released stays to be counted."""
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the form; where somebody was quicker between look and write, look again and say so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Conflict:
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Booking, form: Any, change: bool) -> None:
        """Enter the absence, or release it."""
        assert isinstance(request.user, User)
        by, now = request.user, timezone.now()
        if change:
            standing = Booking.objects.get(pk=obj.pk)
            release_absence(absence=standing, why=obj.released_why or "", by=by, now=now)
        else:
            span = {"start": obj.held_from, "end": obj.held_to}
            obj.pk = record_absence(resource=obj.resource, **span, by=by, now=now).pk


@admin.register(Counter)
class CounterAdmin(IndexedAdmin[Counter]):
    """Counters of laboratories."""

    list_display = (*NAMES, "operation", "province", *TRUST)
    list_filter = ("by_post",)
    list_select_related = ("operation", "province")
    search_fields = (*NAMES, "operation__code")

    def view_on_site(self, obj: Counter) -> str | None:
        """Return the page that tells everybody of its laboratory."""
        return obj.bookable.page(obj)


@admin.register(Filing)
class FilingAdmin(IndexedAdmin[Filing]):
    """Clocks of agencies."""

    list_display = (*NAMES, "operation", "expected_days", *TRUST)
    list_filter = ("agency_code",)
    list_select_related = ("operation",)
    search_fields = (*NAMES, "operation__code")


@admin.register(Maker)
class MakerAdmin(IndexedAdmin[Maker]):
    """Contract makers: for staff only, until the request for quotations names them."""

    list_display = (*NAMES, "province", *TRUST)
    list_filter = ("province__region_6",)
    list_select_related = ("province",)
    search_fields = (*NAMES, "range_text")


@admin.register(Price)
class PriceAdmin(IndexedAdmin[Price]):
    """What a provider asks."""

    list_display = ("code", "provider_kind", "provider", "operation", "unit", "price_thb", "rule", *TRUST)
    list_filter = ("provider_kind", "rule", "unit")
    list_select_related = ("operation",)
    search_fields = ("code", "provider", "operation__code", "machine_kind__code")


@admin.register(Holiday)
class HolidayAdmin(IndexedAdmin[Holiday]):
    """Days on which centres are closed."""

    list_display = ("date", "name_th", "name_en", "kind", *TRUST)
    list_filter = ("kind",)
    search_fields = ("name_th", "name_en")

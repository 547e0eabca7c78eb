"""What can be booked, in the back office: machines, people, laboratories, filings, makers, prices."""

from django.contrib import admin

from itc.resources.models import Counter, Filing, Holiday, Maker, Price, Resource
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


@admin.register(Counter)
class CounterAdmin(IndexedAdmin[Counter]):
    """Counters of laboratories."""

    list_display = (*NAMES, "operation", "province", *TRUST)
    list_filter = ("by_post",)
    list_select_related = ("operation", "province")
    search_fields = (*NAMES, "operation__code")


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

"""The network in the back office: provinces, agencies, centres, coverage, posts."""

from django.contrib import admin

from itc.network.models import Agency, Centre, Coverage, Post, Province
from itc.search.admin import IndexedAdmin

NAMES = ("code", "name_th", "name_en")
TRUST = ("source", "status")


@admin.register(Province)
class ProvinceAdmin(IndexedAdmin[Province]):
    """The 77 provinces."""

    list_display = (*NAMES, "region_6", *TRUST)
    list_filter = ("region_6",)
    search_fields = NAMES


@admin.register(Agency)
class AgencyAdmin(IndexedAdmin[Agency]):
    """Agencies of the network."""

    list_display = (*NAMES, "kind", *TRUST)
    list_filter = ("kind",)
    search_fields = NAMES


@admin.register(Centre)
class CentreAdmin(IndexedAdmin[Centre]):
    """Centres."""

    list_display = (*NAMES, "operator_type", "province", *TRUST)
    list_filter = ("operator_type",)
    list_select_related = ("province",)
    search_fields = (*NAMES, "province__name_th", "province__name_en")


@admin.register(Coverage)
class CoverageAdmin(IndexedAdmin[Coverage]):
    """Who leads where, from when to when."""

    list_display = ("province", "centre", "scope", "rank", "valid_from", "valid_to", "default_lead", *TRUST)
    list_filter = ("scope", "default_lead", "centre")
    list_select_related = ("province", "centre")
    search_fields = ("province__name_th", "province__name_en", "centre__code")


@admin.register(Post)
class PostAdmin(admin.ModelAdmin[Post]):
    """Who works where, in which role."""

    list_display = ("person", "role", "centre", "agency", "valid_from", "valid_to")
    list_filter = ("role", "centre", "agency")
    list_select_related = ("person", "centre", "agency")
    search_fields = ("person__name",)
    autocomplete_fields = ("person",)

"""The catalogue in the back office: reference rows to mend, and ideas that were not understood."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from itc.catalogue.models import (
    ChipWord,
    Claim,
    Family,
    MachineKind,
    Operation,
    Platform,
    RecipeStep,
    Requirement,
    Standard,
    Test,
    UnreadIdea,
)
from itc.search.admin import IndexedAdmin

NAMES = ("code", "name_th", "name_en")
TRUST = ("source", "status")


@admin.register(Family)
class FamilyAdmin(IndexedAdmin[Family]):
    """What people make; its other words are what a sentence is understood by."""

    list_display = (*NAMES, "sector", *TRUST)
    list_filter = ("sector", "risk")
    search_fields = (*NAMES, "aliases_th", "aliases_en")


@admin.register(Operation)
class OperationAdmin(IndexedAdmin[Operation]):
    """What can be done to a product."""

    list_display = (*NAMES, "stage", "booked_as", *TRUST)
    list_filter = ("stage", "booked_as", "presence")
    search_fields = (*NAMES, "aliases_th", "aliases_en")


@admin.register(MachineKind)
class MachineKindAdmin(IndexedAdmin[MachineKind]):
    """Kinds of machine."""

    list_display = (*NAMES, "family", *TRUST)
    list_filter = ("family", "operator_needed")
    search_fields = (*NAMES, "aliases_th", "aliases_en")


@admin.register(RecipeStep)
class RecipeStepAdmin(IndexedAdmin[RecipeStep]):
    """Steps of recipes."""

    list_display = ("family", "seq", "operation", "stage", "optional", *TRUST)
    list_filter = ("stage", "optional", "family")
    list_select_related = ("family", "operation")
    search_fields = ("family__code", "operation__code", "why_th", "why_en")


@admin.register(Platform)
class PlatformAdmin(IndexedAdmin[Platform]):
    """Ways of transformation."""

    list_display = (*NAMES, "rank", "is_default", *TRUST)
    search_fields = NAMES


@admin.register(ChipWord)
class ChipWordAdmin(IndexedAdmin[ChipWord]):
    """Words of a sentence that stand for a chip."""

    list_display = ("word", "chip", "kind", "match", *TRUST)
    list_filter = ("kind", "match", "lang")
    search_fields = ("word", "chip")


@admin.register(Standard)
class StandardAdmin(IndexedAdmin[Standard]):
    """Standards, laws and certificates."""

    list_display = ("code", "number", "name_th", "compulsory", *TRUST)
    list_filter = ("kind", "compulsory")
    search_fields = (*NAMES, "number")


@admin.register(Requirement)
class RequirementAdmin(IndexedAdmin[Requirement]):
    """Limits and rules of standards."""

    list_display = ("code", "standard", "parameter_th", *TRUST)
    list_filter = ("currency",)
    list_select_related = ("standard",)
    search_fields = ("code", "standard__code", "parameter_th", "parameter_en")


@admin.register(Test)
class TestAdmin(IndexedAdmin[Test]):
    """Laboratory tests."""

    list_display = (*NAMES, "operation", *TRUST)
    list_select_related = ("operation",)
    search_fields = NAMES


@admin.register(Claim)
class ClaimAdmin(IndexedAdmin[Claim]):
    """Claims on a label."""

    list_display = ("code", "claim_th", "claim_en", *TRUST)
    search_fields = ("code", "claim_th", "claim_en")


@admin.register(UnreadIdea)
class UnreadIdeaAdmin(admin.ModelAdmin[UnreadIdea]):
    """Words nobody understood, newest first: each may be an other word of a family. Staff read them only."""

    list_display = ("words", "province_code", "asked_on")
    list_filter = ("asked_on", "province_code")
    search_fields = ("words",)
    ordering = ("-asked_on", "-pk")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let all staff of the network read."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

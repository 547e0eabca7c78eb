"""Reading the record in the back office; nobody writes it there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from itc.audit.models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    """A list to read and filter."""

    list_display = ("happened_at", "verb", "on_kind", "on_key", "by_id")
    list_filter = ("verb",)
    search_fields = ("on_key",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes."""
        return False

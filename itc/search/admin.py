"""Back office of what can be found: saving a row brings its entries up to date."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from itc.search.actions import index

Row = TypeVar("Row", bound=Model)


class IndexedAdmin(admin.ModelAdmin[Row]):
    """Reference rows: the code is fixed once made, all staff may read, each write is indexed with its row."""

    list_per_page = 50

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Filter by status, then by what the table adds."""
        return ("status", *super().get_list_filter(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Fix the key of a row that stands: others refer to it."""
        key = self.model._meta.pk.name
        fixed = {key, "code"} & {field.name for field in self.model._meta.fields} if obj else set()
        return sorted(fixed - {"id"})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let all staff of the network read."""
        return bool(request.user.is_active and request.user.is_staff)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row and its entries; the admin runs both in one transaction."""
        super().save_model(request, obj, form, change)
        index([self.model])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row and its entries."""
        super().delete_model(request, obj)
        index([self.model])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete rows and their entries."""
        super().delete_queryset(request, queryset)
        index([self.model])

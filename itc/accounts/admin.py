"""People in the back office."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """People; passwords are set by the person herself, never here."""

    list_display = ("name", "email", "phone", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("name", "email", "phone")
    exclude = ("password", "last_login", "user_permissions")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form, with the one hint that Django has in English only."""
        hints = {"groups": _("She may do what any of her groups may.")}
        return super().get_form(request, obj, change, help_texts=hints, **kwargs)

"""People in the back office."""

from django.contrib import admin

from itc.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """People; passwords are set by the person herself, never here."""

    list_display = ("name", "email", "phone", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("name", "email", "phone")
    exclude = ("password", "last_login", "user_permissions")

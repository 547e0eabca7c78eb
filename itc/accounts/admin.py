"""People in the back office."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from itc.accounts.actions import end_second_factor
from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.accounts.queries import second_factor


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """People; passwords are set by the person herself, never here."""

    list_display = ("name", "email", "phone", "is_staff", "is_active", "second_factor")
    actions = ("end_second_factors",)
    list_filter = ("is_staff", "is_active")
    search_fields = ("name", "email", "phone")
    exclude = ("password", "last_login", "user_permissions")
    readonly_fields = ("email_confirmed_at", "phone_confirmed_at")

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, person: User) -> bool:
        """Return whether she has one."""
        return second_factor(person)

    @admin.action(description=_("Take away second factors that were lost"), permissions=["delete"])
    def end_second_factors(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Take them away; who lost a phone sets up a new one when she signs in."""
        for person in people:
            end_second_factor(person=person, by=person_of(request))

    def save_model(self, request: HttpRequest, person: User, form: Any, change: bool) -> None:
        """Save; an e-mail or phone written here is not confirmed by who reads it."""
        for contact in {"email", "phone"} & set(form.changed_data):
            setattr(person, f"{contact}_confirmed_at", None)
            EmailAddress.objects.filter(user_id=person.pk).delete()
        super().save_model(request, person, form, change)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form, with the one hint that Django has in English only."""
        hints = {"groups": _("She may do what any of her groups may.")}
        return super().get_form(request, obj, change, help_texts=hints, **kwargs)

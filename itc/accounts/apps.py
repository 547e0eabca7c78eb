"""The app accounts."""

from django.apps import AppConfig, apps
from django.contrib import admin
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

HIDDEN = (
    "account.EmailAddress",
    "mfa.Authenticator",
    "socialaccount.SocialAccount",
    "socialaccount.SocialApp",
    "socialaccount.SocialToken",
    "usersessions.UserSession",
)


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "itc.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Take allauth's tables out of the back office: they hold secrets, and the rest stands in our own.

        And find what every app keeps of people.
        """
        for name in HIDDEN:
            admin.site.unregister(apps.get_model(name))
        autodiscover_modules("personal")

"""The app consents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    """Consents."""

    name = "itc.consents"
    verbose_name = _("Consents")

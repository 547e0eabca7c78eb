"""The app firms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FirmsConfig(AppConfig):
    """Firms."""

    name = "itc.firms"
    verbose_name = _("Firms")

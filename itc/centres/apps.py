"""The app centres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    """Centres."""

    name = "itc.centres"
    verbose_name = _("Centres")

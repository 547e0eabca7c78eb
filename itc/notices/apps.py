"""The app notices."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Notices."""

    name = "itc.notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Find what every app tells people."""
        autodiscover_modules("telling")

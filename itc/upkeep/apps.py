"""The app upkeep."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """Upkeep."""

    name = "itc.upkeep"
    verbose_name = _("Upkeep")

    def ready(self) -> None:
        """Find what every app wants looked at, and which of its rows have a file."""
        autodiscover_modules("checkup")

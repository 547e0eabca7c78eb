"""The app continuity."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ContinuityConfig(AppConfig):
    """Continuity."""

    name = "itc.continuity"
    verbose_name = _("Continuity")

    def ready(self) -> None:
        """Find what every app wants looked at, and which of its rows have a file."""
        autodiscover_modules("checkup")

"""The app jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Jobs."""

    name = "itc.jobs"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Find what every app does in the background, and try again what fails."""
        autodiscover_modules("retries", "tasks")

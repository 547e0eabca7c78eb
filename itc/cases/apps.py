"""The app cases."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases."""

    name = "itc.cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Find what every app tells of a case."""
        autodiscover_modules("timeline")

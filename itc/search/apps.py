"""The app search."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search."""

    name = "itc.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Find what every app lets people find."""
        autodiscover_modules("searchable")

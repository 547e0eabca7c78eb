"""The app resources."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources."""

    name = "itc.resources"
    verbose_name = _("Resources")

    def ready(self) -> None:
        """Find what every app lets people book."""
        autodiscover_modules("bookable")

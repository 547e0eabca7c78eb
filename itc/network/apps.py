"""The app network."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Network."""

    name = "itc.network"
    verbose_name = _("Network")

    def ready(self) -> None:
        """Find what every app needs of a centre before it may open."""
        autodiscover_modules("opening")

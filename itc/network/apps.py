"""The app network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Network."""

    name = "itc.network"
    verbose_name = _("Network")

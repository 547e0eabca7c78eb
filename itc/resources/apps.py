"""The app resources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources."""

    name = "itc.resources"
    verbose_name = _("Resources")

"""The app desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Desk."""

    name = "itc.desk"
    verbose_name = _("Desk")

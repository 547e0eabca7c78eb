"""The app planning."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    """Planning."""

    name = "itc.planning"
    verbose_name = _("Planning")

"""The app machines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MachinesConfig(AppConfig):
    """Machines."""

    name = "itc.machines"
    verbose_name = _("The floor")

"""The app sheets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    """Sheets."""

    name = "itc.sheets"
    verbose_name = _("Spreadsheets")

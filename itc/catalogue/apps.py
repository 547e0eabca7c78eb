"""The app catalogue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Catalogue."""

    name = "itc.catalogue"
    verbose_name = _("Catalogue")

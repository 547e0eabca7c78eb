"""The app site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Site."""

    name = "itc.site"
    verbose_name = _("Site")

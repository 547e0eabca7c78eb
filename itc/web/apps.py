"""The app web."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Web toolkit."""

    name = "itc.web"
    verbose_name = _("Web toolkit")

"""The app audit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Audit."""

    name = "itc.audit"
    verbose_name = _("Audit")

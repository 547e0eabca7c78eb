"""The back office's own name; what stands in it is declared by each app."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("OpenITC back office")
admin.site.site_title = _("OpenITC back office")
admin.site.index_title = _("What would you like to mend?")

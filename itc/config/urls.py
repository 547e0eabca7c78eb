"""Every route of the house. Thai pages stand at the root, English ones under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("itc.accounts.urls")),
        path("", include("itc.site.urls")),
        path("", include("itc.web.urls")),
        prefix_default_language=False,
    ),
]

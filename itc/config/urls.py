"""Every route of the house. Thai pages stand at the root, English ones under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from itc.accounts.urls import callbacks
from itc.config.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include(callbacks)),
    *i18n_patterns(
        path("", include("itc.accounts.urls")),
        path("admin/", admin.site.urls),
        path("", include("itc.sheets.urls")),
        path("", include("itc.planning.urls")),
        path("", include("itc.desk.urls")),
        path("", include("itc.machines.urls")),
        path("", include("itc.centres.urls")),
        path("", include("itc.cases.urls")),
        path("", include("itc.firms.urls")),
        path("", include("itc.consents.urls")),
        path("", include("itc.jobs.urls")),
        path("", include("itc.notices.urls")),
        path("", include("itc.site.urls")),
        path("", include("itc.web.urls")),
        path("", include("itc.catalogue.urls")),
        path("", include("itc.network.urls")),
        path("", include("itc.resources.urls")),
        prefix_default_language=False,
    ),
]

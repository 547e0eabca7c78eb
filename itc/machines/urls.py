"""Routes of the floor."""

from django.urls import path

from itc.machines.views import outages

urlpatterns = [
    path("outages", outages.outage_list, name="outage_list"),
    path("outages/new", outages.outage_units, name="outage_units"),
    path("outages/new/<int:unit>", outages.outage_report, name="outage_report"),
    path("outages/<int:outage>", outages.outage_detail, name="outage_detail"),
    path("outages/<int:outage>/prolong", outages.outage_prolong, name="outage_prolong"),
    path("outages/<int:outage>/end", outages.outage_end, name="outage_end"),
]

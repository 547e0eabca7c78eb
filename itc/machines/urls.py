"""Routes of the floor."""

from django.urls import path

from itc.machines import views
from itc.machines.views import outages

urlpatterns = [
    path("outages", outages.outage_list, name="outage_list"),
    path("outages/new", outages.outage_units, name="outage_units"),
    path("outages/new/<int:unit>", outages.outage_report, name="outage_report"),
    path("outages/<int:outage>", outages.outage_detail, name="outage_detail"),
    path("outages/<int:outage>/prolong", outages.outage_prolong, name="outage_prolong"),
    path("outages/<int:outage>/end", outages.outage_end, name="outage_end"),
    path("day", views.day, name="day"),
    path("day/turns/<int:slot>", views.turn_detail, name="turn_detail"),
    path("day/turns/<int:slot>/tick", views.turn_tick, name="turn_tick"),
    path("day/turns/<int:slot>/notes", views.turn_note, name="turn_note"),
    path("day/notes/<int:note>/photo", views.note_photo, name="note_photo"),
    path("day/notes/<int:note>/remove", views.note_remove, name="note_remove"),
    path("day/labels/<slug:centre>", views.centre_labels, name="centre_labels"),
    path("units/<path:code>/qr", views.unit_label, name="unit_label"),
    path("units/<path:code>", views.unit_detail, name="unit_detail"),
]

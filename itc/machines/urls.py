"""Routes of machines."""

from django.urls import path

from itc.machines import views

urlpatterns = [
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

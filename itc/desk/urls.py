"""Routes of the desk."""

from django.urls import path

from itc.desk import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("desk/together", views.desk_together, name="desk_together"),
    path("desk/<slug:code>/hand", views.desk_hand, name="desk_hand"),
    path("desk/<slug:code>/ask-back", views.desk_ask_back, name="desk_ask_back"),
    path("desk/<slug:code>/decline", views.desk_decline, name="desk_decline"),
]

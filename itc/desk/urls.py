"""Routes of the desk."""

from django.urls import path

from itc.desk import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("desk/together", views.desk_together, name="desk_together"),
]

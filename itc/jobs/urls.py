"""Routes of background work."""

from django.urls import path

from itc.jobs import views

urlpatterns = [
    path("work", views.work, name="work"),
    path("work/<uuid:task>/again", views.work_again, name="work_again"),
    path("work/<uuid:task>/aside", views.work_aside, name="work_aside"),
]

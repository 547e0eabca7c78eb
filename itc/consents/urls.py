"""Routes of what is kept of a person. None has a number in it: each is of who is signed in."""

from django.urls import path

from itc.consents import views

urlpatterns = [
    path("me/privacy", views.privacy, name="privacy"),
    path("me/privacy/consents/<slug:purpose>", views.consent, name="consent"),
    path("me/privacy/take-along", views.taken_along, name="taken_along"),
    path("me/privacy/erase", views.erasing, name="erasing"),
]

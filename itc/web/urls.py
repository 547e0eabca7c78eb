"""Route of the style guide."""

from django.urls import path

from itc.web import views

urlpatterns = [path("styleguide", views.styleguide, name="styleguide")]

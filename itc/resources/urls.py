"""Routes of what can be booked, and of a family and an operation, which show who can help."""

from django.urls import path

from itc.resources import views

urlpatterns = [
    path("families/<slug:code>", views.family_detail, name="family_detail"),
    path("operations/<slug:code>", views.operation_detail, name="operation_detail"),
    path("machines", views.machine_kind_list, name="machine_kind_list"),
    path("machines/<slug:code>", views.machine_kind_detail, name="machine_kind_detail"),
    path("machines/<slug:code>/free", views.machine_kind_free, name="machine_kind_free"),
    path("machines/<slug:code>/owning", views.machine_kind_owning, name="machine_kind_owning"),
    path("labs", views.lab_list, name="lab_list"),
]

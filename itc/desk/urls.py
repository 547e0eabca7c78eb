"""Routes of the desk."""

from django.urls import path

from itc.desk import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("desk/together", views.desk_together, name="desk_together"),
    path("desk/merge/<slug:code>/undo", views.merge_undo, name="merge_undo"),
    path("desk/merge/<slug:code>/<slug:other>", views.merge, name="merge"),
    path("desk/views", views.saved_views, name="saved_views"),
    path("desk/views/<int:view>", views.saved_view, name="saved_view"),
    path("desk/leave", views.leave, name="leave"),
    path("desk/leave/<int:leave>/end", views.leave_end, name="leave_end"),
    path("desk/walk-in", views.walk_in, name="walk_in"),
    path("desk/walk-in/forms.pdf", views.blank_forms, name="blank_forms"),
    path("desk/walk-in/<slug:code>", views.walked_in, name="walked_in"),
    path("desk/walk-in/<slug:code>/papers.pdf", views.walked_in_papers, name="walked_in_papers"),
]

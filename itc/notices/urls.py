"""Routes of notices."""

from django.urls import path

from itc.notices import views

urlpatterns = [
    path("notices", views.notice_list, name="notice_list"),
    path("notices/read", views.notice_read_all, name="notice_read_all"),
    path("notices/<int:notice>", views.notice_open, name="notice_open"),
    path("me/notices", views.notice_wish, name="notice_wish"),
    path("me/notices/try", views.notice_try, name="notice_try"),
]

"""Routes of cases."""

from django.urls import path

from itc.cases import views

urlpatterns = [
    path("cases", views.case_list, name="case_list"),
    path("cases/<slug:code>", views.case_detail, name="case_detail"),
    path("asked", views.asked_list, name="asked_list"),
    path("asked/together", views.asked_together, name="asked_together"),
    path("asked/<int:slot>", views.slot_answer, name="slot_answer"),
    path("asked/<int:slot>/take-back", views.slot_take_back, name="slot_take_back"),
    path("served", views.served_list, name="served_list"),
    path("served/<int:step>", views.served_detail, name="served_detail"),
    path("cases/<slug:code>/calendar.ics", views.case_calendar, name="case_calendar"),
    path("cases/<slug:code>/paper.pdf", views.case_paper, name="case_paper"),
    path("cases/<slug:code>/consent.pdf", views.case_consent, name="case_consent"),
    path("cases/<slug:code>/claim", views.case_claim, name="case_claim"),
    path("cases/<slug:code>/confirm", views.case_confirm, name="case_confirm"),
    path("cases/<slug:code>/finish", views.case_finish, name="case_finish"),
    path("cases/<slug:code>/stages/<slug:stage>/close", views.stage_close, name="stage_close"),
    path("cases/<slug:code>/hand", views.case_hand, name="case_hand"),
    path("cases/<slug:code>/ask-back", views.case_ask_back, name="case_ask_back"),
    path("cases/<slug:code>/decline", views.case_decline, name="case_decline"),
    path("cases/<slug:code>/hand-over", views.case_hand_over, name="case_hand_over"),
    path("cases/<slug:code>/withdraw", views.case_withdraw, name="case_withdraw"),
    path("cases/<slug:code>/reply", views.case_reply, name="case_reply"),
    path("replies", views.reply_list, name="reply_list"),
    path("replies/<int:reply>", views.reply_edit, name="reply_edit"),
    path("replies/<int:reply>/remove", views.reply_remove, name="reply_remove"),
    path("calendar", views.calendar, name="calendar"),
    path("calendar/make", views.calendar_make, name="calendar_make"),
    path("calendar/end", views.calendar_end, name="calendar_end"),
    path("calendar/<str:secret>.ics", views.calendar_feed, name="calendar_feed"),
    path("cases/<slug:code>/messages", views.case_talk, name="case_talk"),
    path("cases/<slug:code>/messages/<int:message>/take-back", views.case_take_back, name="case_take_back"),
    path("cases/<slug:code>/files/<int:file>", views.case_file, name="case_file"),
    path("cases/<slug:code>/files/<int:file>/remove", views.case_file_remove, name="case_file_remove"),
]

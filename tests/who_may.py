"""Who may open which route, and what stands in its address: the table of tests/test_who_may_see.py."""

import uuid
from collections.abc import Sequence

from django_tasks_db.models import DBTaskResult

from itc.accounts.models import User
from itc.cases.models import Case, Leave, Reply, Slot
from itc.desk.models import SavedView
from itc.firms.models import Membership
from itc.machines.models import Note, Outage
from itc.notices.models import Notice
from itc.resources.models import Resource
from tests.cases import world
from tests.centres import addresses as centres
from tests.centres import opening_addresses as openings
from tests.everyone import CAST, between_them, everyone  # noqa: F401 - fixtures are used by their names
from tests.sheets.addresses import WHO_MAY, of_sheets

PUBLIC = {
    "openapi-json", "make_plan", "search", "free", "api-root", "plan_detail",
    "plan_paper", "plan_change", "home", "plan_new", "suggest", "help", "how_counted", "counting",
    "styleguide", "family_list", "operation_list", "standard_list", "standard_detail", "centre_list",
    "family_detail", "operation_detail", "machine_kind_list", "machine_kind_detail", "machine_kind_free",
    "machine_kind_owning", "centre_detail", "lab_list", "calendar_feed", "unit_detail",
    "step_by_link",
}  # fmt: skip
"""Routes that show nothing of a person, a firm or a case; a plan's or feed's link is public to who has it."""
OWN = {
    "asked_list", "asked_together", "served_list",
    "case_list", "firm_list", "firm_new", "firm_join", "plan_accept", "calendar",
    "calendar_make", "calendar_end", "list_cases", "accept_plan", "privacy", "consent", "taken_along",
    "erasing", "plan_walk_in", "plan_consent", "notice_list", "notice_read_all", "notice_wish",
    "notice_try",
}  # fmt: skip
"""Routes without anybody else's ids: each person sees her own."""
HERS = {"owner", "colleague"}
SERVING = {"serving_officer", "serving_expert"}
SERVE = {"lead_officer", "lead_operator"} | SERVING
OFFICERS = {"lead_officer", "serving_officer", "other_officer", "list_officer"}
MAY = {
    "case_detail": HERS | {"lead_officer"},
    "case_paper": HERS | {"lead_officer"},
    "case_consent": HERS | {"lead_officer"},
    "case_claim": {"lead_officer"},  # who is told that nobody of this firm waits for one: 409
    "show_case": HERS | {"lead_officer"},
    "case_calendar": HERS | {"lead_officer"},
    "case_confirm": {"lead_officer"},
    "case_finish": {"lead_officer"},
    "stage_close": {"lead_officer"},
    "case_talk": HERS | {"lead_officer"},
    "case_take_back": {"colleague"},  # who wrote it
    "case_file": HERS | {"lead_officer"},
    "case_file_remove": HERS | {"lead_officer"},  # the officer is told that it is not hers to remove: 403
    "case_withdraw": HERS,
    "slot_answer": {"lead_officer", "lead_operator"},
    "slot_take_back": {"lead_officer", "lead_operator"},  # told that there is nothing to take back: 409
    "slot_propose": set(),  # nothing was said no to here; tests/planning/test_proposing.py says who may
    "proposal_take": HERS | {"lead_officer"},
    "served_detail": {"serving_officer", "serving_expert"},
    "case_step": HERS | {"lead_officer"},
    "case_add": HERS | {"lead_officer"},
    "case_amount": HERS | {"lead_officer"},
    "firm_detail": HERS,
    "firm_change": HERS,
    "firm_let_in": HERS,
    "firm_end": HERS | {"asker"},  # she takes her own question back
    "notice_open": {"owner"},
    "desk": OFFICERS,
    "desk_together": OFFICERS,
    "case_reply": {"lead_officer"},
    "reply_list": OFFICERS,
    "reply_edit": {"lead_officer"},
    "reply_remove": {"lead_officer"},
    "leave": OFFICERS,
    "merge": set(),
    "merge_undo": {"lead_officer"},  # who is told that nothing is merged: 409
    "saved_views": OFFICERS,
    "saved_view": {"lead_officer"},
    "leave_end": {"lead_officer"},
    "walk_in": OFFICERS,
    "blank_forms": OFFICERS,
    "walked_in": {"lead_officer"},
    "walked_in_papers": {"lead_officer"},
    "case_hand": {"lead_officer"},
    "case_ask_back": {"lead_officer"},
    "case_decline": {"lead_officer"},
    "case_hand_over": {"lead_officer"},
    "outage_list": SERVE,
    "outage_units": SERVE,
    "outage_report": {"serving_officer", "serving_expert"},
    "outage_detail": {"serving_officer", "serving_expert"},
    "outage_prolong": {"serving_officer", "serving_expert"},
    "outage_end": {"serving_officer", "serving_expert"},
    "day": OFFICERS | {"lead_operator", "serving_expert"},
    "turn_detail": SERVING,
    "turn_tick": SERVING,
    "turn_note": SERVING,
    "note_photo": SERVING,
    "note_remove": SERVING,
    "unit_label": SERVING,
    "centre_labels": SERVING,
    "work": {"runner"},
    "work_again": {"runner"},
    "work_aside": {"runner"},
    **WHO_MAY,
    **centres.WHO_MAY,
    **openings.WHO_MAY,
}
"""Routes with ids, and who may see or do it."""
API = {"show_case", "list_cases", "accept_plan"}
POSTS = {
    "case_claim",
    "slot_take_back", "proposal_take",
    "case_finish", "stage_close", "slot_answer", "case_confirm", "case_withdraw", "case_talk",
    "case_take_back", "case_file_remove", "firm_let_in", "firm_end", "work_again", "work_aside",
    "notice_open", "desk_together", "case_hand", "case_ask_back", "case_decline", "case_hand_over",
    "case_reply", "reply_remove", "leave_end", "saved_view", "merge_undo", "blank_forms", "walked_in_papers",
    "table_removing", "table_undo", "firm_undo",
    *centres.POSTED, *openings.POSTED, "outage_end",
    "turn_tick", "turn_note", "note_remove",
}  # fmt: skip
SENT = {"slot_answer": {"answer": "yes"}, "saved_view": {"do": "up"}}
"""What a form sends that must send something."""
Ids = dict[str, Sequence[str | int | uuid.UUID]]
NOWHERE: dict[type, int | uuid.UUID] = {int: 10**9, uuid.UUID: uuid.UUID(int=1)}
"""Ids that nothing has."""


def ids_of(case: Case) -> Ids:
    """Return what stands in the addresses of a case, by the name of the route or its first word."""
    asker = Membership.objects.get(person__name="asker")
    asked, turn = Slot.objects.get(must_ask=True), Slot.objects.get(resource__code="U2")
    note = Note.objects.get()
    lead = User.objects.get(name="lead_officer")
    view = SavedView.objects.get_or_create(person=lead, name="a", defaults={"position": 1})[0]
    away = Leave.objects.get_or_create(
        person=lead, first_day="2027-06-01", last_day="2027-06-02", defaults={"made_at": world.NOW}
    )[0]
    reply = Reply.objects.get_or_create(
        centre=case.lead_centre, name="a", words_en="b",
        defaults={"changed_at": world.NOW, "changed_by": case.made_by},
    )[0]  # fmt: skip
    dead = list(DBTaskResult.objects.order_by("enqueued_at", "pk").values_list("pk", flat=True))
    return {
        "slot_answer": [asked.pk],
        "slot_take_back": [asked.pk],
        "slot_propose": [asked.pk],
        "proposal_take": [case.code, 1],
        "served_detail": [case.steps.get(centre="SERVES").pk],
        "case_step": [case.code, 2],
        "stage_close": [case.code, "engineering"],
        "case_add": [case.code, 2],
        "case_take_back": [case.code, case.messages.get().pk],
        "case_file": [case.code, case.files.get().pk],
        "case_file_remove": [case.code, case.files.get().pk],
        "show_case": [case.code],
        "case": [case.code],
        "firm_detail": [case.firm_id],
        "firm_change": [case.firm_id],
        "firm": [asker.pk],
        "plan": ["no-such-plan"],
        "turn": [turn.pk],
        "note_photo": [note.pk],
        "note_remove": [note.pk],
        "day": [],
        "unit_label": ["U2"],
        "unit_detail": ["U2"],
        "centre_labels": ["SERVES"],
        "work": [],
        "desk": [],
        "outage_list": [],
        "outage_units": [],
        "outage_report": [Resource.objects.get(code="U2").pk],
        "outage": [Outage.objects.get().pk],
        "desk_together": [],
        "walked_in": [case.code],
        "reply_list": [],
        "leave": [],
        "merge": [case.code, case.code],  # one is not two
        "merge_undo": [case.code],
        "saved_views": [],
        "saved_view": [view.pk],
        "leave_end": [away.pk],
        "reply": [reply.pk],
        "walked_in_papers": [case.code],
        "work_again": dead[:1],
        "work_aside": dead[-1:],
        "notice_open": [Notice.objects.get(kind="digest").pk],
        **of_sheets(),
        **centres.of_centres(case.lead_centre_id),
        **openings.of_openings(case.lead_centre_id),
    }

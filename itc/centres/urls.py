"""Routes of centres: the page everybody sees, and the parts an officer keeps."""

from django.urls import path

from itc.centres.views import doing, manage, opening, opening_folder, public

OF = "centres/<slug:code>/manage"
OPENING = "centres/<slug:code>/opening"

urlpatterns = [
    path("my-centres", manage.my_centres, name="my_centres"),
    path("centres/<slug:code>", public.centre_detail, name="centre_detail"),
    path(OF, manage.centre_manage, name="centre_manage"),
    path(f"{OF}/services", manage.centre_services, name="centre_services"),
    path(f"{OF}/services/own", manage.centre_service_new, name="centre_service_new"),
    path(f"{OF}/services/<int:service>", manage.centre_service, name="centre_service"),
    path(f"{OF}/hours", manage.centre_hours, name="centre_hours"),
    path(f"{OF}/closings", manage.centre_closings, name="centre_closings"),
    path(f"{OF}/closings/<int:closing>/open", doing.centre_closing_open, name="centre_closing_open"),
    path(f"{OF}/people", manage.centre_people, name="centre_people"),
    path(f"{OF}/people/posts/<int:post>/end", manage.centre_post_end, name="centre_post_end"),
    path(f"{OF}/people/posts/<int:post>/claim", doing.centre_claim, name="centre_claim"),
    path(f"{OF}/people/new", manage.centre_person_new, name="centre_person_new"),
    path(f"{OF}/people/<int:person>", manage.centre_person, name="centre_person"),
    path(f"{OF}/units", manage.centre_units, name="centre_units"),
    path(f"{OF}/units/new", manage.centre_unit_new, name="centre_unit_new"),
    path(f"{OF}/units/<int:unit>", manage.centre_unit, name="centre_unit"),
    path(f"{OF}/units/<int:unit>/retire", manage.centre_unit_retire, name="centre_unit_retire"),
    path(f"{OF}/prices", manage.centre_prices, name="centre_prices"),
    path(f"{OF}/prices/new", manage.centre_price_new, name="centre_price_new"),
    path(f"{OF}/prices/<str:price>/end", manage.centre_price_end, name="centre_price_end"),
    path(f"{OF}/rules", manage.centre_rules, name="centre_rules"),
    path(f"{OF}/area", manage.centre_area, name="centre_area"),
    path(f"{OF}/area/<int:line>/end", manage.centre_area_end, name="centre_area_end"),
    path(f"{OF}/undo/<int:change>", doing.centre_undo, name="centre_undo"),
    path("openings", opening.opening_list, name="opening_list"),
    path("openings/new", opening.opening_new, name="opening_new"),
    path("openings/workbook", opening_folder.opening_folder, name="opening_folder"),
    path("openings/workbook/blank", opening_folder.opening_blank, name="opening_blank_empty"),
    path("openings/workbook/blank/<slug:template>", opening_folder.opening_blank, name="opening_blank"),
    path("openings/workbook/<int:upload>", opening_folder.opening_folder_look, name="opening_folder_look"),
    path(OPENING, opening.centre_opening, name="centre_opening"),
    path(f"{OPENING}/place", opening.centre_opening_place, name="centre_opening_place"),
    path(f"{OPENING}/copy", opening.centre_opening_copy, name="centre_opening_copy"),
    path(f"{OPENING}/day", opening.centre_opening_day, name="centre_opening_day"),
    path(
        f"{OPENING}/take-back", opening_folder.centre_opening_undo_folder, name="centre_opening_undo_folder"
    ),
    path(f"{OPENING}/do/<slug:act>", opening.centre_opening_do, name="centre_opening_do"),
    path(f"{OPENING}/to/<slug:step>", opening.centre_opening_step, name="centre_opening_step"),
]

"""Routes of spreadsheets."""

from django.urls import path

from itc.sheets.views import firms, tables

urlpatterns = [
    path("tables", tables.table_list, name="table_list"),
    path("tables/<slug:name>", tables.table_detail, name="table_detail"),
    path("tables/<slug:name>/<str:kind>", tables.table_file, name="table_file"),
    path("tables/<slug:name>/uploads/<int:upload>", tables.table_preview, name="table_preview"),
    path("tables/<slug:name>/uploads/<int:upload>/faults", tables.table_faults, name="table_faults"),
    path("tables/<slug:name>/uploads/<int:upload>/removing", tables.table_removing, name="table_removing"),
    path("tables/<slug:name>/uploads/<int:upload>/undo", tables.table_undo, name="table_undo"),
    path("firm-lists", firms.firm_sheet, name="firm_sheet"),
    path("firm-lists/template", firms.firm_template, name="firm_template"),
    path("firm-lists/<int:upload>", firms.firm_preview_page, name="firm_preview"),
    path("firm-lists/<int:upload>/faults", firms.firm_faults, name="firm_faults"),
    path("firm-lists/<int:upload>/undo", firms.firm_undo, name="firm_undo"),
]

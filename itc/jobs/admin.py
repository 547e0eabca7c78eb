"""Background work has a page of its own, `/work`: the back office does not list it a second time."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)

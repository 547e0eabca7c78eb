"""Keys of names keep Thai vowel signs: names that differ by one are not the same firm."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from itc.firms.rules import name_key


def make_keys_again(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the key of every firm's name as it is made now."""
    firms = apps.get_model("firms", "Firm")
    for firm in firms.objects.order_by("pk").iterator():
        firms.objects.filter(pk=firm.pk).update(name_key=name_key(firm.name))


class Migration(migrations.Migration):
    dependencies = [("firms", "0001_initial")]
    operations = [migrations.RunPython(make_keys_again, migrations.RunPython.noop, elidable=True)]

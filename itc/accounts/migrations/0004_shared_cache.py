"""The table of the shared cache, in which a code of a second factor that was used once stays used."""

from django.core.management import call_command
from django.db import migrations


def make_table(_apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_contacts_claims_and_kept_messages")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]

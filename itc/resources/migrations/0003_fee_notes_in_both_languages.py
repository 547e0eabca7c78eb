from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0002_words_of_the_back_office_and_kept_columns'),
    ]

    operations = [
        migrations.RenameField(model_name='filing', old_name='fee_note', new_name='fee_note_en'),
        migrations.AlterField(
            model_name='filing',
            name='fee_note_en',
            field=models.TextField(blank=True, verbose_name='on the fee, in English'),
        ),
        migrations.AddField(
            model_name='filing',
            name='fee_note_th',
            field=models.TextField(blank=True, verbose_name='on the fee, in Thai'),
        ),
    ]

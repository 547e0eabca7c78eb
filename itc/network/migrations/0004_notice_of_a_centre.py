import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0003_words_in_both_languages'),
    ]

    operations = [
        migrations.AddField(
            model_name='centre',
            name='notice_hours',
            field=models.PositiveSmallIntegerField(default=24, help_text='between asking and the earliest start, for what has no notice of its own', validators=[django.core.validators.MaxValueValidator(720)], verbose_name='least notice (hours)'),
        ),
        migrations.AlterField(
            model_name='centre',
            name='firm_window_days',
            field=models.PositiveSmallIntegerField(default=45, help_text='days ahead of which slots are held at once; later ones are a forecast', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='firm window (days)'),
        ),
    ]

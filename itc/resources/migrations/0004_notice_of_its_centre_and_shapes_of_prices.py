import django.core.validators
import itc.db.constraints
import itc.resources.registry
from django.db import migrations, models


def forget_usual_notice(apps, schema_editor):
    """Nobody has chosen the 24 hours that stood at every unit: from here on they are those of its centre."""
    apps.get_model('resources', 'Resource').objects.filter(notice_hours=24).update(notice_hours=None)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0004_notice_of_a_centre'),
        ('catalogue', '0003_words_in_both_languages'),
        ('resources', '0003_fee_notes_in_both_languages'),
    ]

    operations = [
        migrations.AddField(
            model_name='price',
            name='later_after_hours',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='after how many hours'),
        ),
        migrations.AddField(
            model_name='price',
            name='later_thb',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='baht an hour after many hours'),
        ),
        migrations.AddField(
            model_name='price',
            name='set_up_thb',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='baht for the set-up, once a use'),
        ),
        migrations.AlterField(
            model_name='price',
            name='unit',
            field=models.CharField(choices=[('hour', 'hour'), ('day', 'day'), ('batch', 'batch'), ('test', 'test'), ('session', 'session'), ('filing', 'filing')], max_length=10, verbose_name='unit'),
        ),
        migrations.AlterField(
            model_name='resource',
            name='kind',
            field=models.CharField(choices=itc.resources.registry.calendar_kinds, max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='resource',
            name='notice_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='empty: as its centre asks', null=True, validators=[django.core.validators.MaxValueValidator(720)], verbose_name='least notice (hours)'),
        ),
        migrations.RunPython(forget_usual_notice, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('later_after_hours__isnull', False), ('later_thb__isnull', False)), models.Q(('later_after_hours', None), ('later_thb', None)), _connector='OR'), models.Q(('later_after_hours', 0), _negated=True)), name='later_hours_have_price_and_hour', violation_error_message='A price of later hours needs both: its baht, and after how many hours (1 or more).'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_hour_thb', None), ('later_thb', None)), ('unit', 'hour'), _connector='OR'), name='first_and_later_hours_are_by_the_hour', violation_error_message='First and later hours have prices of their own only where the unit is the hour.'),
        ),
        migrations.AlterConstraint(
            model_name='booking',
            name='booking_runs_forward',
            constraint=models.CheckConstraint(condition=models.Q(('held_from__lt', models.F('held_to'))), name='booking_runs_forward', violation_error_message='It ends before it begins: mend one of the two.'),
        ),
        migrations.AlterConstraint(
            model_name='booking',
            name='booking_use_lies_in_held',
            constraint=models.CheckConstraint(condition=models.Q(('held_from__lte', models.F('use_from')), ('use_from__lt', models.F('use_to')), ('use_to__lte', models.F('held_to'))), name='booking_use_lies_in_held', violation_error_message='The use lies within the time that is held: mend the hours.'),
        ),
        migrations.AlterConstraint(
            model_name='booking',
            name='booking_release_is_whole',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('released_why__isnull', False)), models.Q(('released_at', None), ('released_why', None)), _connector='OR'), name='booking_release_is_whole', violation_error_message='What is released says when and why.'),
        ),
        # SQLite's triggers are those of the constraint's present code only once they are made again
        migrations.RemoveConstraint(model_name='booking', name='booking_no_overlap'),
        migrations.AddConstraint(
            model_name='booking',
            constraint=itc.db.constraints.NoOverlap(condition=models.Q(('released_at', None)), end='held_to', keys=('resource',), name='booking_no_overlap', start='held_from', violation_error_message='Somebody else holds this at that time.'),
        ),
    ]

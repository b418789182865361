from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0010_saved_filters")]

    operations = [
        migrations.AddField(
            model_name="registration", name="group_given_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="registration", name="group_given_by_id", field=models.BigIntegerField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["group_given_by_id", "group_given_at"],
                name="registration_group_given",
                condition=models.Q(group_given_at__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(group_given_at__isnull=True, group_given_by_id__isnull=True)
                | models.Q(group_given_at__isnull=False, group_given_by_id__isnull=False),
                name="given_to_a_group_by_somebody",
            ),
        ),
    ]

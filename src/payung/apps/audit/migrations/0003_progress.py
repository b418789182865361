from django.db import migrations, models

from payung.apps.audit.guard import GuardTable


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_history")]
    operations = [
        migrations.CreateModel(
            name="JobProgress",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("city_id", models.BigIntegerField()),
                ("area_id", models.BigIntegerField()),
                ("branch_id", models.BigIntegerField(null=True)),
                ("registered_by_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("done", "Done"), ("failed", "Failed")], max_length=7
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="progress_is_a_percentage")
                ],
            },
        ),
        GuardTable("audit_jobprogress", branch="branch_id", owner="registered_by_id"),
    ]

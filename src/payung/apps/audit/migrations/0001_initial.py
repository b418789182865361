from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("reveal", "Reveal"), ("export", "Export"), ("lookup", "Lookup")], max_length=10
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("rows", models.PositiveIntegerField(default=1)),
                ("purpose", models.CharField(max_length=200)),
                ("city_id", models.BigIntegerField()),
                ("area_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["city_id", "at"], name="audit_discl_city_id_942516_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="disclosure_has_purpose"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="History",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=200)),
                ("table", models.CharField(max_length=60)),
                ("row_id", models.CharField(max_length=40)),
                ("operation", models.CharField(max_length=6)),
                ("city_id", models.BigIntegerField()),
                ("area_id", models.BigIntegerField()),
                ("row", models.JSONField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["table", "row_id", "id"], name="audit_histo_table_024b0c_idx"),
                    models.Index(fields=["area_id", "at"], name="audit_histo_area_id_f2e987_idx"),
                ],
            },
        ),
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
    ]

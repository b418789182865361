import uuid

from django.db import migrations, models

from payung.apps.audit.guard import GuardTable


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0009_groups")]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("city_id", models.BigIntegerField()),
                ("area_id", models.BigIntegerField()),
                ("branch_id", models.BigIntegerField(blank=True, null=True)),
                ("registered_by_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=600)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["user_id", "area_id", "role", "registered_by_id", "branch_id", "name"],
                        name="saved_filter_name_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(name="") & ~models.Q(query=""), name="saved_filter_says_something"
                    ),
                ],
            },
        ),
        GuardTable("enrolment_savedfilter", branch="branch_id", owner="registered_by_id"),
    ]

import django.db.models.deletion
from django.db import migrations, models

from payung.apps.audit.guard import GuardTable


def place(to: str) -> models.ForeignKey:
    return models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0003_list_order")]
    operations = [
        migrations.CreateModel(
            name="RosterReturn",
            fields=[
                (
                    "roster",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="handed_back",
                        serialize=False,
                        to="enrolment.roster",
                    ),
                ),
                ("registered_by_id", models.BigIntegerField()),
                ("content", models.BinaryField()),
                ("area", place("territory.area")),
                ("city", place("territory.city")),
            ],
        ),
        GuardTable("enrolment_rosterreturn", owner="registered_by_id"),
    ]

import django.db.models.deletion
from django.db import migrations, models

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory

PLACE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "db_index": False}


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_files"), ("enrolment", "0004_roster_return")]
    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("accepted", models.BooleanField()),
                ("member_number", models.CharField(blank=True, max_length=20)),
                ("starts", models.DateField(blank=True, null=True)),
                ("said_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("content", models.BinaryField()),
                ("area", models.ForeignKey(to="territory.area", **PLACE)),
                ("branch", models.ForeignKey(blank=True, null=True, to="territory.branch", **PLACE)),
                ("city", models.ForeignKey(to="territory.city", **PLACE)),
                (
                    "batch_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="enrolment.batchline",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="coverage.insurerfile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["city", "member_number"],
                        name="answer_number",
                        condition=models.Q(("member_number", ""), _negated=True),
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "line"), name="answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted", True),
                                ("reason", ""),
                                ("starts__isnull", False),
                                models.Q(("member_number", ""), _negated=True),
                            ),
                            models.Q(
                                ("accepted", False),
                                ("member_number", ""),
                                ("starts__isnull", True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="answer_says_what_it_must",
                    ),
                ],
            },
        ),
        GuardTable("enrolment_answer", branch="branch_id"),
        RecordHistory("enrolment_answer"),
    ]

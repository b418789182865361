import django.db.models.deletion
from django.db import migrations, models

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0005_histories_grouped_as_text"),
        ("people", "0005_account"),
        ("territory", "0004_branches_serve_cities"),
    ]

    operations = [
        migrations.CreateModel(
            name="BranchShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("member_number", models.CharField(blank=True, max_length=20)),
                ("first_month", models.DateField(blank=True, null=True)),
                ("found_on", models.DateField()),
                ("since", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by_id", models.BigIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.area",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.branch",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.city",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.branch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="branch_shares", to="people.person"
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.branch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "branch", "-id"], name="branch_share_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "branch", "other"), name="branch_share_once"),
                    models.CheckConstraint(
                        condition=models.Q(("branch", models.F("other")), _negated=True),
                        name="branch_shares_with_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by_id__isnull", True),
                                ("decided_on__isnull", True),
                                ("reason", ""),
                                ("responsible__isnull", True),
                                ("since__isnull", True),
                            ),
                            models.Q(
                                ("decided_by_id__isnull", False),
                                ("decided_on__isnull", False),
                                ("responsible__isnull", False),
                                ("since__day", 1),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="branch_decision_is_whole",
                    ),
                ],
            },
        ),
        GuardTable("coverage_branchshare", branch="branch_id"),
        RecordHistory("coverage_branchshare"),
    ]

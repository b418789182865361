import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

PLACE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "db_index": False}


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("coverage", "0001_initial"),
        ("people", "0001_initial"),
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("sent_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "Menunggu jawaban"), ("answered", "Sudah dijawab semua")],
                        default="sent",
                        max_length=8,
                    ),
                ),
                ("column_map", models.JSONField()),
                ("created_by_id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        related_name="batches",
                        to="territory.branch",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.city"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("registered_by_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Diajukan"),
                            ("returned", "Dikembalikan"),
                            ("verified", "Terverifikasi"),
                            ("refused", "Ditolak lurah"),
                            ("batched", "Dikirim ke BPJS"),
                            ("accepted", "Diterima BPJS"),
                            ("rejected", "Ditolak BPJS"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(choices=[("file", "Daftar nama"), ("form", "Formulir")], max_length=4)),
                ("registered_on", models.DateField()),
                ("programmes", models.CharField(default="JKK,JKM", max_length=20)),
                ("payer", models.CharField(default="SELF", max_length=12)),
                ("payment_months", models.PositiveSmallIntegerField(default=1)),
                ("monthly_income_idr", models.PositiveBigIntegerField(blank=True, null=True)),
                ("occupation", models.CharField(blank=True, max_length=100)),
                ("occupation_code", models.CharField(blank=True, max_length=10)),
                ("occupation_2", models.CharField(blank=True, max_length=100)),
                ("transport", models.BooleanField(default=False)),
                ("work_place", models.CharField(blank=True, max_length=150)),
                ("work_hours", models.CharField(blank=True, max_length=50)),
                ("heir", models.BinaryField(blank=True, null=True)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.branch",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.city"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nik", models.BinaryField(max_length=32)),
                ("line", models.PositiveIntegerField()),
                ("snapshot", models.BinaryField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Belum dijawab"), ("accepted", "Diterima"), ("rejected", "Ditolak")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("answered_on", models.DateField(blank=True, null=True)),
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
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="enrolment.batch",
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
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batch_lines",
                        to="enrolment.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("registered_by_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Menunggu diperiksa"),
                            ("checked", "Sudah diperiksa"),
                            ("taking_in", "Sedang dimasukkan"),
                            ("taken_in", "Sudah dimasukkan"),
                            ("refused", "Tidak dipakai"),
                            ("failed", "Tidak terbaca"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("payer", models.CharField(default="SELF", max_length=12)),
                ("notes", models.JSONField(default=list)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_ok", models.PositiveIntegerField(default=0)),
                ("rows_warning", models.PositiveIntegerField(default=0)),
                ("rows_error", models.PositiveIntegerField(default=0)),
                ("rows_taken", models.PositiveIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
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
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.city"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="registration",
            name="roster",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="enrolment.roster",
            ),
        ),
        migrations.CreateModel(
            name="RosterRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("registered_by_id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("sheet", models.CharField(max_length=100)),
                ("row", models.PositiveIntegerField()),
                ("status", models.CharField(max_length=7)),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("values", models.BinaryField()),
                ("problems", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        choices=[("take", "Masukkan"), ("leave", "Tinggalkan")], default="take", max_length=5
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("taken", "Masuk"), ("identical", "Sudah ada"), ("left", "Ditinggalkan")],
                        max_length=9,
                    ),
                ),
                ("person_id", models.UUIDField(blank=True, null=True)),
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
                    "city",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.city",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="enrolment.roster",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("registered_by_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Diajukan"),
                            ("returned", "Dikembalikan"),
                            ("verified", "Terverifikasi"),
                            ("refused", "Ditolak lurah"),
                            ("batched", "Dikirim ke BPJS"),
                            ("accepted", "Diterima BPJS"),
                            ("rejected", "Ditolak BPJS"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by_id", models.BigIntegerField()),
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
                        blank=True,
                        db_index=False,
                        null=True,
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
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="enrolment.registration"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(fields=("city", "number"), name="batch_number_in_city"),
        ),
        migrations.AddIndex(
            model_name="batchline",
            index=models.Index(fields=["city", "nik"], name="batch_line_nik"),
        ),
        migrations.AddIndex(
            model_name="batchline",
            index=models.Index(fields=["area", "outcome"], name="batch_line_area"),
        ),
        migrations.AddConstraint(
            model_name="batchline",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="batch_line_once"),
        ),
        migrations.AddConstraint(
            model_name="batchline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "open")), fields=("registration",), name="in_one_open_batch_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("outcome", "open")),
                    models.Q(models.Q(("outcome", "open"), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="answered_line_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "rejected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="rejection_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="roster",
            index=models.Index(fields=["area", "-uploaded_at"], name="roster_area"),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(fields=("city", "registered_by_id", "digest"), name="roster_file_once"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["area", "state", "registered_on"], name="registration_area_state"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["city", "state", "registered_on", "id"], name="registration_city_state"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["refused"]), _negated=True),
                fields=("person",),
                name="one_running_registration",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_on__isnull", False), models.Q(("state", "accepted"), _negated=True), _connector="XOR"
                ),
                name="accepted_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="rosterrow",
            index=models.Index(fields=["roster", "status", "position"], name="roster_row_status"),
        ),
        migrations.AddConstraint(
            model_name="rosterrow",
            constraint=models.UniqueConstraint(fields=("roster", "position"), name="roster_row_once"),
        ),
        migrations.AddIndex(
            model_name="statechange",
            index=models.Index(fields=["area", "state", "on"], name="state_change_area"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["city", "registered_on", "id"], name="registration_city_day"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["area", "registered_on", "state"],
                include=("person", "branch", "registered_by_id"),
                name="registration_figures",
            ),
        ),
        migrations.AddIndex(
            model_name="rosterrow",
            index=models.Index(fields=["roster", "decision", "outcome", "status"], name="roster_row_choice"),
        ),
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
                ("area", models.ForeignKey(to="territory.area", **PLACE)),
                ("city", models.ForeignKey(to="territory.city", **PLACE)),
            ],
        ),
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
    ]

from django.db import migrations, models

from payung.apps.enrolment import nik_sql, sql

STATES = [
    ("submitted", "Diajukan"),
    ("returned", "Dikembalikan"),
    ("verified", "Terverifikasi"),
    ("refused", "Ditolak lurah"),
    ("batched", "Dikirim ke BPJS"),
    ("accepted", "Diterima BPJS"),
    ("rejected", "Ditolak BPJS"),
    ("merged", "Digabung"),
]


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0007_figures_by_day"), ("people", "0004_merged")]
    operations = [
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(choices=STATES, default="submitted", max_length=10),
        ),
        migrations.AlterField(
            model_name="statechange", name="state", field=models.CharField(choices=STATES, max_length=10)
        ),
        migrations.RemoveConstraint(model_name="registration", name="one_running_registration"),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=~models.Q(state__in=["merged", "refused"]),
                fields=["person"],
                name="one_running_registration",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(condition=models.Q(state="merged"), fields=["person"], name="registration_merged"),
        ),
        migrations.RunSQL(sql.FOLLOWED, sql.AS),
        migrations.RunSQL(nik_sql.FOLLOWED, nik_sql.BEFORE),
    ]

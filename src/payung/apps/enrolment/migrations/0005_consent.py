from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0004_nik_question")]
    operations = [
        *(
            migrations.AddField(model, name, field)
            for model in ("roster", "registration")
            for name, field in (
                ("consent_version", models.PositiveSmallIntegerField(null=True, blank=True)),
                ("consent_on", models.DateField(null=True, blank=True)),
                ("consent_by_id", models.BigIntegerField(null=True, blank=True)),
            )
        ),
        migrations.AddConstraint(
            "registration",
            models.CheckConstraint(
                condition=Q(consent_version__isnull=True, consent_on__isnull=True, consent_by_id__isnull=True)
                | Q(consent_version__isnull=False, consent_on__isnull=False, consent_by_id__isnull=False),
                name="consent_is_whole",
            ),
        ),
    ]

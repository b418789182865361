from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0012_group_others")]
    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["registered_by_id", "state", "registered_on", "id"], name="registration_own"),
        ),
    ]

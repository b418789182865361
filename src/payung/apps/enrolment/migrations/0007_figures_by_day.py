from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0006_brought_by")]
    operations = [
        migrations.RemoveIndex(model_name="registration", name="registration_figures"),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["area", "registered_on", "state"],
                include=["person", "branch", "registered_by_id", "accepted_on"],
                name="registration_figures",
            ),
        ),
    ]

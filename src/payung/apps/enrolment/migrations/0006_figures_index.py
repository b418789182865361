from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0005_answers")]
    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["area", "registered_on", "state"],
                include=("person", "branch", "registered_by_id"),
                name="registration_figures",
            ),
        ),
    ]

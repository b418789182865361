from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_guard")]
    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["city", "registered_on", "id"], name="registration_city_day"),
        ),
    ]

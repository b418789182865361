from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_guard")]
    operations = [
        migrations.AddField("roster", "consent_declared", models.BooleanField(default=False)),
        migrations.AddField("rosterrow", "lacking", ArrayField(models.CharField(max_length=30), default=list)),
    ]

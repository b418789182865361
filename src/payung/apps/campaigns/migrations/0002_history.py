from django.db import migrations

from payung.apps.audit.history import RecordHistory


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("audit", "0002_history")]
    operations = [
        RecordHistory("campaigns_campaign"),
    ]

from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory
from payung.apps.people import sql


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("audit", "0002_history")]
    operations = [
        GuardTable("people_person", branch="branch_id", owner="registered_by_id"),
        RecordHistory("people_person"),
        migrations.RunSQL(sql.CREATE, sql.DROP),
    ]

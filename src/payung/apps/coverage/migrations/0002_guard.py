from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory
from payung.apps.coverage import sql


class Migration(migrations.Migration):
    dependencies = [("coverage", "0001_initial"), ("people", "0002_guard")]
    operations = [
        GuardTable("coverage_insurerfile", branch="branch_id"),
        GuardTable("coverage_unfitline", branch="branch_id"),
        GuardTable("coverage_membership", branch="branch_id", owner="registered_by_id"),
        GuardTable("coverage_payment", branch="branch_id", owner="registered_by_id"),
        GuardTable("coverage_protection", branch="branch_id", owner="registered_by_id"),
        RecordHistory("coverage_membership"),
        RecordHistory("coverage_payment"),
        migrations.RunSQL(sql.CREATE, sql.DROP),
        migrations.RunSQL(sql.ENDED_MONTH, sql.DROP_ENDED_MONTH),
    ]

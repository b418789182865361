from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory
from payung.apps.enrolment import sql


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_initial"), ("coverage", "0002_guard")]
    operations = [
        GuardTable("enrolment_roster", owner="registered_by_id"),
        GuardTable("enrolment_rosterrow", owner="registered_by_id"),
        GuardTable("enrolment_registration", branch="branch_id", owner="registered_by_id"),
        GuardTable("enrolment_statechange", branch="branch_id", owner="registered_by_id"),
        GuardTable("enrolment_batch", branch="branch_id"),
        GuardTable("enrolment_batchline", branch="branch_id"),
        RecordHistory("enrolment_registration"),
        RecordHistory("enrolment_batch"),
        RecordHistory("enrolment_batchline"),
        migrations.RunSQL(sql.CREATE, sql.DROP),
        GuardTable("enrolment_rosterreturn", owner="registered_by_id"),
        GuardTable("enrolment_answer", branch="branch_id"),
        RecordHistory("enrolment_answer"),
    ]

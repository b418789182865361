from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory
from payung.apps.contributions import sql

ABOUT_WORKERS = ("contribution", "contributionmonth", "contributionchange", "contact")


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("coverage", "0002_guard"),
        ("enrolment", "0002_guard"),
        ("audit", "0002_history"),
    ]
    operations = [
        *(GuardTable(f"contributions_{name}", branch="branch_id", owner="registered_by_id") for name in ABOUT_WORKERS),
        GuardTable("contributions_handover", owner="registered_by_id"),
        RecordHistory("contributions_contribution"),
        RecordHistory("contributions_handover"),
        migrations.RunSQL(sql.CREATE, sql.DROP),
    ]

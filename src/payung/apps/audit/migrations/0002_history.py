from django.db import migrations

from payung.apps.audit import history, sql
from payung.apps.audit.guard import GuardTable


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(history.FUNCTION, history.DROP_FUNCTION),
        migrations.RunSQL(history.PLACE_FUNCTION, history.DROP_PLACE_FUNCTION),
        migrations.RunSQL(sql.CREATE, sql.DROP),
        GuardTable("audit_history"),
        GuardTable("audit_disclosure"),
        GuardTable("audit_jobprogress", branch="branch_id", owner="registered_by_id"),
    ]

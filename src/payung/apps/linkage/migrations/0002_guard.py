from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import RecordHistory
from payung.apps.linkage import sql


class Migration(migrations.Migration):
    dependencies = [("linkage", "0001_initial"), ("people", "0004_merged"), ("audit", "0002_history")]
    operations = [
        GuardTable("linkage_pair"),
        GuardTable("linkage_merge"),
        GuardTable("linkage_mergefield"),
        GuardTable("linkage_mergedrow"),
        RecordHistory("linkage_pair"),
        RecordHistory("linkage_merge"),
        migrations.RunSQL(sql.CREATE, sql.DROP),
        migrations.RunSQL(sql.BACKFILL, migrations.RunSQL.noop),
    ]

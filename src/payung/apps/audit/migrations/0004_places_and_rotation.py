from django.db import migrations

from payung.apps.audit.history import FUNCTION, CreatePlaceHistoryFunction


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_progress")]
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop), CreatePlaceHistoryFunction()]

from django.db import migrations

from payung.apps.coverage import sql


class Migration(migrations.Migration):
    dependencies = [("coverage", "0006_two_branches")]
    operations = [migrations.RunSQL([sql.REPLACE, sql.COUNT_AGAIN], migrations.RunSQL.noop)]

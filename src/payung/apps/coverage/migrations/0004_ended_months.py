from django.db import migrations

from payung.apps.coverage import sql


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_unpaid")]
    operations = [migrations.RunSQL(sql.ENDED_MONTHS, sql.DROP_ENDED_MONTHS)]

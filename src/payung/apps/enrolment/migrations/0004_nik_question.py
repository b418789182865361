from django.db import migrations

from payung.apps.enrolment import nik_sql


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0003_roster_needs"), ("coverage", "0002_guard")]
    operations = [migrations.RunSQL(nik_sql.CREATE, nik_sql.DROP)]

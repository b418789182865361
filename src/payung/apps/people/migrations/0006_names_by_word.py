from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from payung.apps.people import named_sql


class Migration(migrations.Migration):
    dependencies = [("people", "0005_account")]

    operations = [
        migrations.AddIndex(
            "person",
            GinIndex(
                models.Func(models.F("name_key"), template="to_tsvector('simple', %(expressions)s)"),
                name="person_words",
            ),
        ),
        migrations.RunSQL(named_sql.CREATE, named_sql.DROP),
    ]

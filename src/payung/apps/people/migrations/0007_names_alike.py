from django.db import migrations, models

from payung.apps.people import agreement_sql, sql


class Migration(migrations.Migration):
    dependencies = [("people", "0006_names_by_word")]

    operations = [
        migrations.AddIndex("person", models.Index(fields=["city", "birth_date"], name="person_birth")),
        migrations.RunSQL(agreement_sql.CREATE, agreement_sql.DROP),
        migrations.RunSQL(sql.DROP, sql.UNMERGED),
        migrations.RunSQL(sql.ALIKE, sql.DROP),
    ]

from django.db import migrations, models

from payung.apps.people import sql


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guard"), ("audit", "0002_history")]
    operations = [
        migrations.RemoveIndex(model_name="person", name="person_name_birth"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["city", "name_key", "birth_date"],
                name="person_name_birth",
                opclasses=["int8_ops", "text_pattern_ops", "date_ops"],
            ),
        ),
        migrations.RunSQL(sql.CREATE, sql.DROP),
    ]

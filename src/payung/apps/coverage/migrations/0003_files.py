from django.db import migrations, models

from payung.apps.coverage import sql


class Migration(migrations.Migration):
    dependencies = [("coverage", "0002_guard")]
    operations = [
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["file"], name="payment_file"),
        ),
        migrations.RunSQL(sql.ENDED_MONTH, sql.DROP_ENDED_MONTH),
    ]

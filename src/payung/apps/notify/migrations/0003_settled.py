from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0002_guard")]

    operations = [
        migrations.AddField("notice", "settled", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex(
            "notice", models.Index(fields=["subject"], condition=models.Q(settled=False), name="notice_unsettled")
        ),
    ]

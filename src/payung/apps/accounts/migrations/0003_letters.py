import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_demonstration")]

    operations = [
        migrations.AddField("user", "one_time_until", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            "AccountLetter",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField()),
                ("until", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_merged")]

    operations = [
        migrations.AddField("person", "account_id", models.BigIntegerField(blank=True, null=True)),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                condition=models.Q(("account_id__isnull", False)),
                fields=("city", "account_id"),
                name="one_person_an_account",
            ),
        ),
    ]

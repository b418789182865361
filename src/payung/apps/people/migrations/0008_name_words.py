from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_names_alike")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("city_id", models.BigIntegerField()),
                ("word", models.CharField(blank=True, max_length=150)),
                ("people", models.IntegerField()),
                ("women", models.IntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["city_id", "word"], name="name_word_once")],
            },
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("mother_name__isnull", False)),
                fields=["city", "mother_name", "birth_date"],
                name="person_mother_birth",
            ),
        ),
    ]

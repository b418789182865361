import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0004_branches_serve_cities"),
    ]

    operations = [
        migrations.AlterField(
            model_name="area",
            name="city",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="areas",
                to="territory.city",
            ),
        ),
        migrations.AlterField(
            model_name="area",
            name="level",
            field=models.CharField(
                choices=[
                    ("kota", "kota"),
                    ("kecamatan", "kecamatan"),
                    ("kelurahan", "kelurahan"),
                    ("lingkungan", "lingkungan"),
                    ("provinsi", "provinsi"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("city__isnull", True), ("level", "provinsi")),
                    models.Q(("city__isnull", False), models.Q(("level", "provinsi"), _negated=True)),
                    _connector="OR",
                ),
                name="province_has_no_city",
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

from payung.apps.audit.history import RecordPlaceHistory


class Migration(migrations.Migration):
    dependencies = [("territory", "0003_agencies")]

    operations = [
        migrations.CreateModel(
            name="BranchCity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="further", to="territory.branch"
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.city"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("branch", "city"), name="branch_serves_city_once")],
            },
        ),
        migrations.CreateModel(
            name="BranchArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territory.area"
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="territory.branch"
                    ),
                ),
            ],
        ),
        RecordPlaceHistory("territory_branchcity", area="city_id"),
        RecordPlaceHistory("territory_brancharea"),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0006_figures_index")]
    operations = [
        migrations.AddIndex(
            model_name="rosterrow",
            index=models.Index(fields=["roster", "decision", "outcome", "status"], name="roster_row_choice"),
        ),
    ]

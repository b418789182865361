from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_history")]
    operations = [migrations.AlterField(model_name="disclosure", name="subject", field=models.TextField())]

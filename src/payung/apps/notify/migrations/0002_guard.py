from django.db import migrations

from payung.apps.audit.guard import GuardTable


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]
    operations = [GuardTable("notify_notice", branch="branch_id", owner="registered_by_id")]

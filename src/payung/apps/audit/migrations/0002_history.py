from django.db import migrations

from payung.apps.audit.guard import GuardTable
from payung.apps.audit.history import CreateHistoryFunction


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [CreateHistoryFunction(), GuardTable("audit_history"), GuardTable("audit_disclosure")]

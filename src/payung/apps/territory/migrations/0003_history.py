from django.db import migrations

from payung.apps.audit.history import RecordPlaceHistory


class Migration(migrations.Migration):
    dependencies = [("territory", "0002_one_holder"), ("audit", "0004_places_and_rotation")]
    operations = [RecordPlaceHistory("territory_holding"), RecordPlaceHistory("territory_area", area="id")]

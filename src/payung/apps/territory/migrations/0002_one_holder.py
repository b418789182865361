from django.db import migrations

from payung.apps.audit.history import RecordPlaceHistory

OFFICES = "('kepling', 'lurah', 'camat', 'mayor')"
# ranges over integers need no extension for the exclusion: an area can have one office of each kind, told by its level
EXCLUDE = f"""
ALTER TABLE territory_holding ADD CONSTRAINT one_holder_a_day EXCLUDE USING gist (
    int8range(area_id, area_id, '[]') WITH &&, daterange(starts, ends, '[]') WITH &&
) WHERE (role IN {OFFICES}) DEFERRABLE INITIALLY IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial"), ("audit", "0002_history")]
    operations = [
        migrations.RunSQL(EXCLUDE, "ALTER TABLE territory_holding DROP CONSTRAINT one_holder_a_day;"),
        RecordPlaceHistory("territory_holding"),
        RecordPlaceHistory("territory_area", area="id"),
    ]

from django.db import migrations, models
from django.db.models.functions import Lower

from payung.apps.enrolment import group_sql, nik_sql

# Two names of one owner that differ in case alone: the later one gets a number.
APART = """
UPDATE enrolment_group AS g SET name = left(g.name, 140) || ' (' || twice.number || ')'
FROM (SELECT id, row_number() OVER (PARTITION BY city_id, registered_by_id, lower(name) ORDER BY created_at, id)
      AS number FROM enrolment_group) AS twice
WHERE twice.id = g.id AND twice.number > 1
"""


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0011_given_to_a_group")]
    operations = [
        migrations.RunSQL(nik_sql.DROP, nik_sql.FOLLOWED),
        migrations.RunSQL(nik_sql.MEMBER, nik_sql.DROP),
        migrations.RunSQL(group_sql.CREATE, group_sql.DROP),
        migrations.RunSQL(APART, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="group", name="group_name_once"),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(
                models.F("city"), models.F("registered_by_id"), Lower("name"), name="group_name_once"
            ),
        ),
    ]

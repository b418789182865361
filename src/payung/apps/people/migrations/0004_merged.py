from django.db import migrations, models

from payung.apps.people import sql


class Migration(migrations.Migration):
    dependencies = [("people", "0003_outside_the_city")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="absorbed",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(merged_into__isnull=False), fields=["merged_into"], name="person_merged"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="person_is_not_merged_into_self",
            ),
        ),
        migrations.RunSQL(sql.UNMERGED, sql.MERGED),
    ]

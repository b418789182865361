"""How many people of a city bear each word of a name: equal rare words say more than equal common ones.

Counted anew every night. It holds words alone, and only those that several people bear, so that no row is about
somebody; a word that is not listed is taken to be as common as it then may be. The row of no word says how many people
there are.
"""

from collections.abc import Iterable

from django.db import connection, models

from payung.matching.few import Frequencies

FEWEST = 5  # people who bear a word that is listed
SMALLEST = 1000  # people: a city that has few yet, or was not counted, is taken for one of so many
EVERYBODY = ""

COUNT = f"""
WITH here AS (SELECT name_key, sex FROM people_person WHERE city_id = %(city)s AND merged_into_id IS NULL)
INSERT INTO people_nameword (city_id, word, people, women)
SELECT %(city)s, '{EVERYBODY}', count(*), count(*) FILTER (WHERE sex = 'F') FROM here
UNION ALL
SELECT %(city)s, word, count(*), count(*) FILTER (WHERE sex = 'F')
FROM here, unnest(string_to_array(name_key, ' ')) AS word WHERE word <> ''
GROUP BY word HAVING count(*) >= {FEWEST}
"""  # noqa: S608 - constants


class NameWord(models.Model):
    """A word in its one spelling (`identity.names.sound`), and how many people and women of the city bear it."""

    city_id = models.BigIntegerField()
    word = models.CharField(max_length=150, blank=True)
    people = models.IntegerField()
    women = models.IntegerField()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        app_label = "people"
        constraints = [models.UniqueConstraint(fields=["city_id", "word"], name="name_word_once")]

    def __str__(self) -> str:
        return self.word


def count_anew(city: int) -> None:
    """Count the words of a city's people, inside a scope over the whole city."""
    NameWord.objects.filter(city_id=city).delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"city": city})


def frequencies(city: int, words: Iterable[str]) -> tuple[Frequencies, Frequencies, int]:
    """How often these words are borne in names, in mothers' names, and how many people the city has; one query.

    Names of mothers are sealed and counted nowhere: they are taken to be as frequent as among the city's women.
    """
    asked = {EVERYBODY, *words}
    rows = NameWord.objects.filter(city_id=city, word__in=asked).values_list("word", "people", "women")
    people, women = {word: all_ for word, all_, _ in rows}, {word: some for word, _, some in rows}
    everybody, every_woman = max(people.pop(EVERYBODY, 0), SMALLEST), max(women.pop(EVERYBODY, 0), SMALLEST // 2)
    rare = FEWEST - 1
    return Frequencies(people, everybody, rare), Frequencies(women, every_woman, rare), everybody

"""A city with so many registrations, made by SQL as the owner: for measuring pages, not for looking at people."""

import datetime as dt

from django.db import connections

from payung.apps.accounts.models import User
from payung.apps.campaigns import actions
from payung.apps.campaigns.models import Campaign
from payung.apps.territory import scope
from payung.apps.territory.models import Branch, City
from payung.apps.territory.opening import open_city
from tests import factories

CLOCK = dt.date(2025, 10, 29)
GUARDED = ("people_person", "enrolment_registration", "coverage_membership", "coverage_payment", "coverage_protection")

LINGKUNGAN = """
INSERT INTO territory_area (id, city_id, level, code, bps_code, name)
SELECT k.id + n, k.city_id, 'lingkungan', k.code || '/' || n, '', 'Lingkungan ' || n
FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM territory_area
      WHERE city_id = %(city)s AND level = 'kelurahan') AS k
CROSS JOIN generate_series(1, 14) AS n WHERE n < 14 OR place <= 38
"""

HEADS = """
INSERT INTO territory_holding (user_id, role, area_id, acting, starts, ends)
SELECT %(user)s, 'kepling', id, id %% 50 = 0, DATE '2025-01-01', NULL
FROM territory_area WHERE city_id = %(city)s AND level = 'lingkungan' AND id %% 140 <> 7
"""

PEOPLE = """
INSERT INTO people_person
    (id, city_id, area_id, branch_id, registered_by_id, nik, nik_region, name, name_key, birth_place, birth_date, sex, address,
     postcode, marital_status, created_at)
SELECT md5('p' || n)::uuid, %(city)s, a.id, CASE WHEN drawn.a < 222 OR drawn.a >= 244 THEN %(branch)s END, 1,
       decode(md5('nik' || n), 'hex'), '127199', upper(called.name), called.name,
       'Medan', DATE '1970-01-01' + n %% 12000, 'F', 'Jalan Rekaan', '20212', 'menikah', now()
FROM generate_series(1, %(people)s) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places FROM territory_area
      WHERE city_id = %(city)s AND level = 'lingkungan') AS a ON a.place = n * 7919::bigint %% a.places
CROSS JOIN LATERAL (SELECT (%(first)s::text[])[1 + n %% 20] || ' ' || (%(middle)s::text[])[1 + n * 31 %% 37]
                           || ' ' || (%(last)s::text[])[1 + n * 17 %% 41] || ' ' || translate(n::text, '0123456789', 'abcdefghij')
                           AS name) AS called
CROSS JOIN LATERAL (SELECT get_byte(decode(md5(md5('p' || n)::uuid::text), 'hex'), 0) AS a) AS drawn
"""

REGISTRATIONS = """
INSERT INTO enrolment_registration
    (id, city_id, area_id, branch_id, registered_by_id, person_id, state, source, registered_on, programmes, payer, payment_months,
     occupation, occupation_code, occupation_2, transport, work_place, work_hours, accepted_on, version)
SELECT md5('r' || p.id)::uuid, p.city_id, p.area_id, p.branch_id, 1, p.id, made.state, 'file', DATE '2025-05-14' + made.day,
       'JKK,JKM', 'SELF', 1, 'Pedagang', '', '', false, '', '',
       CASE made.state WHEN 'accepted' THEN DATE '2025-10-20' END, 1
FROM (SELECT id, city_id, area_id, branch_id, get_byte(decode(md5(id::text), 'hex'), 0) AS a,
             get_byte(decode(md5(id::text), 'hex'), 1) AS b FROM people_person WHERE city_id = %(city)s) AS p,
LATERAL (SELECT CASE WHEN a < 222 THEN 'accepted' WHEN a < 233 THEN 'submitted' WHEN a < 236 THEN 'returned'
         WHEN a < 242 THEN 'verified' WHEN a < 244 THEN 'refused' WHEN a < 254 THEN 'batched'
         ELSE 'rejected' END AS state, b * 168 / 256 AS day) AS made
"""

PROTECTIONS = """
INSERT INTO coverage_protection (person_id, city_id, area_id, branch_id, registered_by_id, starts, paid_months)
SELECT r.person_id, r.city_id, r.area_id, r.branch_id, 1, r.registered_on,
       ARRAY(SELECT 24304 + m FROM generate_series(0, %(months)s) AS m
             WHERE get_byte(decode(md5(r.id::text || m), 'hex'), 0) < draw.share ORDER BY m)
FROM enrolment_registration AS r,
LATERAL (SELECT CASE WHEN get_byte(decode(md5(r.id::text), 'hex'), 2) < 130 THEN 40 ELSE 130 END AS share) AS draw
WHERE r.state = 'accepted' AND r.city_id = %(city)s
"""

# Words in the one spelling of `identity.names.sound`: every twentieth person bears each first name.
FIRST = (
    "siti muhamad ahmad budi sri dewi nur rina agus eko hendra iwan joko lina maria putri rudi tono wati ianto"
).split()
MIDDLE = (
    "amina abdul adi ana andi anton arif asri bagus bakti bambang cahia citra darma dedi diah edi elia fajar farida "
    "fitri gunawan hadi halima hasan ida indra intan ismail jaia kartini kurnia lestari mega murni nanda rahmawati"
).split()
LAST = (
    "lubis nasution siregar harahap hasibuan batubara daulai dalimunte pane pohan rangkuti ritonga tanjung sihombing "
    "simanjuntak sitompul situmorang sinaga simbolon manurung napitupulu pangaribuan panjaitan sibarani silaban ginting "
    "sembiring tarigan karo barus bangun purba saragi damanik sipaiung zebua telaumbanua laia gea halawa waruwu"
).split()

STEPS = (LINGKUNGAN, HEADS, PEOPLE, REGISTRATIONS, PROTECTIONS)


def fill(people: int, *, months: int = 5) -> Campaign:
    """Open Medan and fill it; `months` is how many months after May 2025 payments reach. Returns its campaign."""
    city = open_city(code="12.71", clock=CLOCK, branches=("Medan Kota",)).city
    user = User.objects.create(username="beban", full_name="Pejabat Rekaan")
    values = {"city": city.area_id, "user": user.pk, "people": people, "months": months}
    values |= {"first": FIRST, "middle": MIDDLE, "last": LAST, "branch": Branch.objects.get(city=city).pk}
    with connections["owner"].cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for step in STEPS:
            cursor.execute(step, values)
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    vacuum()
    return _campaign(city)


def vacuum() -> None:
    """Leave the tables as autovacuum does within a minute: pages known to be visible, so that indexes answer alone."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _campaign(city: City) -> Campaign:
    terms = actions.Terms(name="Kampanye uji beban", starts=dt.date(2025, 5, 14), ends=None, quota=25)
    with scope.opened(scope.of_system(city.area_id), reason="load"):
        for month in range(5, 10):  # from May on, so that cohorts are followed
            factories.insurer_file(city.area_id, month=dt.date(2025, month, 1))
        return actions.create(terms=terms)

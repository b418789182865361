"""Areas, their dated names and successors, cities that use Payung, the insurer's branches, and dated offices."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES, Role
from payung.apps.territory.codes import PROVINCE, Level, area_id, kemendagri_code


class City(models.Model):
    """A city that has opened Payung. `clock` fixes today's date for a demonstration; `key_no` names its current key."""

    area_id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=100)
    clock = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    key_no = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(clock__isnull=True) | Q(is_demo=True), name="city_clock_is_for_demo")
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A kota, kecamatan, kelurahan or lingkungan; or a province, which has no city.

    The id never changes and is never given to another area.

    `code` is Kemendagri's (a lingkungan has its kelurahan's code and a serial number); `bps_code` is that of Statistics
    Indonesia, another system: 1275 is Medan there and Binjai's number here, so a code never stands without its system.
    """

    id = models.BigIntegerField(primary_key=True)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="areas")
    level = models.CharField(max_length=10, choices=[(level, level) for level in (*map(str, Level), PROVINCE)])
    code = models.CharField(max_length=20, unique=True)
    bps_code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        indexes = [models.Index(fields=["city", "level", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(city__isnull=True, level=PROVINCE) | Q(city__isnull=False) & ~Q(level=PROVINCE),
                name="province_has_no_city",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def lingkungan(
        cls, kelurahan: int, serial: int, *, city: int, name: str, valid_from: dt.date | None = None
    ) -> "Area":
        """A lingkungan that is not saved yet, under its kelurahan's code and a serial that none has had."""
        code = kemendagri_code(kelurahan)
        return cls(
            id=area_id(code, serial),
            city_id=city,
            level=Level.LINGKUNGAN,
            code=f"{code}/{serial}",
            name=name,
            valid_from=valid_from,
        )


class AreaName(models.Model):
    """The name that an area bore from a day on; a rename adds a row and rewrites nothing."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "valid_from"], nulls_distinct=False, name="one_name_per_day")
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """`successor` took over from `predecessor` on a day: two rows are a split or a merge."""

    predecessor = models.ForeignKey(Area, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Area, models.CASCADE, related_name="origins")
    on = models.DateField()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair")]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id}"


class BranchQuerySet(models.QuerySet["Branch"]):
    def serving(self, city: int) -> "BranchQuerySet":
        """The branches of a city: those that stand under it, and those of other cities that serve it too."""
        further = BranchCity.objects.filter(city_id=city).values("branch_id")
        return self.filter(Q(city_id=city) | Q(pk__in=further))


class Branch(models.Model):
    """A branch office of the insurer. It stands under the city that named it, and may serve others (`BranchCity`)."""

    city = models.ForeignKey(City, models.PROTECT, related_name="branches")
    name = models.CharField(max_length=100)

    objects = BranchQuerySet.as_manager()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="branch_name_in_city")]

    def __str__(self) -> str:
        return self.name


class BranchCity(models.Model):
    """A further city that a branch serves: its officers see there what was sent to the branch, and nothing else."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="further")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "city"], name="branch_serves_city_once")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.city_id}"


class BranchArea(models.Model):
    """The branch that is responsible for a place. A kelurahan's row comes before its kecamatan's, and that before the
    whole city's; a place without any is nobody's, and whoever makes a batch chooses."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="+")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="places")

    PERSONAL: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.area_id} {self.branch_id}"


class Agency(models.Model):
    """An office that brings workers into the programme: Dishub its drivers, PUD Pasar its traders.

    What it brings belongs to it, not to the officer who typed (`owners`).
    """

    class Kind(models.TextChoices):
        OFFICE = "office", _("Dinas atau badan kota")
        CITY_COMPANY = "city_company", _("Perusahaan daerah")
        INSTITUTION = "institution", _("Lembaga keagamaan atau sosial")
        ASSOCIATION = "association", _("Asosiasi atau koperasi")

    city = models.ForeignKey(City, models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=150)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "name"], name="agency_name_in_city"),
            models.UniqueConstraint(fields=["city", "short_name"], name="agency_short_name_in_city"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short_name=""), name="agency_has_names"),
        ]

    def __str__(self) -> str:
        return self.name


class HoldingQuerySet(models.QuerySet["Holding"]):
    def on(self, day: object) -> "HoldingQuerySet":
        """Holdings in force on a day: `ends` is the last day."""
        return self.filter(Q(starts__lte=day), Q(ends__isnull=True) | Q(ends__gte=day))


class Holding(models.Model):
    """`user` holds `role` in `area` (or at `branch` or `agency`) from a day to a day.

    No holding of an office is a vacancy. An acting holder stands in one: an office has one holder a day, which the
    database guarantees.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="holdings")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="holdings")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="holdings")
    acting = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        indexes = [models.Index(fields=["area", "role", "starts"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="holding_ends_late")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area_id}"

    @property
    def kind(self) -> type[Role]:
        return ROLES[self.role]

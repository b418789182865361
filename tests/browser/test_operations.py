"""Managers see a roster on its way, administrators how the installation does and what its settings are."""

from django.db import connections
from django.utils import timezone

from payung.apps.audit.models import JobProgress
from payung.apps.enrolment.models import Roster
from tests.browser.actors import Administrator, Clerk, Manager
from tests.browser.conftest import Windows
from tests.browser.town import Town


def test_a_roster_on_its_way(town: Town, window: Windows, width: int) -> None:
    clerk, manager = Clerk(town, window(width=width)), Manager(town, window(width=width))
    manager.signs_in()
    manager.screen.go("/proses/")
    manager.screen.reads("Belum ada proses")
    manager.screen.look("proses-kosong")
    clerk.signs_in()
    clerk.brings_a_roster()
    manager.screen.go("/proses/")
    manager.screen.reads("Data Pekerja Rentan Ps. Baru.xlsx", "Sedang diperiksa", "Menunggu giliran")
    manager.screen.look("proses-menunggu")
    clerk.waits_for_the_check()
    manager.screen.reads("Menunggu keputusan", "harus diperbaiki")  # by itself, within five seconds
    manager.screen.look("proses-selesai")
    manager.screen.press("Data Pekerja Rentan Ps. Baru.xlsx")
    manager.screen.reads("Data Pekerja Rentan Ps. Baru.xlsx")


def test_one_in_the_middle_and_the_settings(town: Town, window: Windows, width: int) -> None:
    clerk, administrator = Clerk(town, window(width=width)), Administrator(town, window(width=width))
    clerk.signs_in()
    clerk.brings_a_roster()
    at_work()
    administrator.signs_in()
    administrator.screen.go("/proses/")
    administrator.screen.reads("Sedang diperiksa", "Memeriksa baris", "Seluruh sistem", "Tidak ada yang mengerjakan")
    administrator.screen.reads_no("Ps. Baru.xlsx")
    administrator.screen.look("proses-berjalan")
    with administrator.screen.dark():
        administrator.screen.look("proses-gelap")
    administrator.screen.go("/setelan/")
    administrator.screen.reads("PAYUNG_TLS", "Mati", "Diisi, dan tidak pernah ditampilkan")
    administrator.screen.look("setelan")


def at_work() -> None:
    """The job is in the middle of its work."""
    roster = Roster.objects.using("owner").get()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    JobProgress.objects.using("owner").create(
        pk=roster.pk, city_id=roster.city_id, area_id=roster.area_id, registered_by_id=0, state="running", percent=40,
        text="Memeriksa baris", updated_at=timezone.now(),
    )  # fmt: skip

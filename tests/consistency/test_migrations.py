"""The schema that migrations make is the one that the models describe."""

import pytest
from django.core.management import call_command


@pytest.mark.usefixtures("cluster")
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

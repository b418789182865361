"""One throw-away PostgreSQL for the run. The owner sets up and clears away; requests run as the application's role."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client, override_settings
from django.utils import translation

from payung.apps.accounts.models import User
from payung.apps.territory.models import City
from payung.cli.service.embedded import temporary_cluster
from payung.shared import vault
from tests import factories, testing_database

TODAY = dt.date(2025, 10, 29)


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Static files as they stand in the tree, and passwords that are hashed fast."""
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=plain, PASSWORD_HASHERS=hashers, STATIC_ROOT=None, WHITENOISE_AUTOREFRESH=False):
        yield


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """The language of the test before, which a request leaves behind, is forgotten."""
    translation.deactivate()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Iterator[None]:
    """The migrated schema, reached as the application's role under `default` and as the owner under `owner`."""
    vault.use_folder(tmp_path_factory.mktemp("keys"))
    with temporary_cluster() as addresses, django_db_blocker.unblock():
        testing_database.prepare(addresses.app, addresses.owner)
        yield
        connections.close_all()


@pytest.fixture
def database(cluster: None) -> Iterator[None]:
    """An empty database; whatever the test leaves is cleared by the owner."""
    yield
    testing_database.clear()


@pytest.fixture
def city(database: None) -> City:
    """Medan, small: two kecamatan, three kelurahan, two lingkungan each; its clock stands at TODAY."""
    return factories.open_city("12.71", clock=TODAY)


@pytest.fixture
def other_city(database: None) -> City:
    """Tebing Tinggi, as small."""
    return factories.open_city("12.76", clock=TODAY)


@pytest.fixture
def client_as(database: None) -> factories.SignIn:
    """`client_as("lurah", area_id)` is a client signed in in that role, its second factor set up."""
    return factories.sign_in


@pytest.fixture
def anonymous(database: None) -> Client:
    return Client()


@pytest.fixture
def somebody(database: None) -> User:
    return factories.user()

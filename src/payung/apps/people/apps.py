from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "payung.apps.people"
    label = "people"

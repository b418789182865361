from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "payung.apps.territory"
    label = "territory"

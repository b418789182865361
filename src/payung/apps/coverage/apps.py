from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "payung.apps.coverage"
    label = "coverage"

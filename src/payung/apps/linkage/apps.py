from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "payung.apps.linkage"
    label = "linkage"

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "payung.apps.notify"
    label = "notify"

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "payung.apps.contributions"
    label = "contributions"

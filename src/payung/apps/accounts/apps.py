from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "payung.apps.accounts"
    label = "accounts"

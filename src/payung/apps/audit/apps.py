from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "payung.apps.audit"
    label = "audit"

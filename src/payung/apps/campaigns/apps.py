from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "payung.apps.campaigns"
    label = "campaigns"

from django.apps import AppConfig
from django.conf import settings

from payung.shared import vault
from payung.web import form_sentences


class WebConfig(AppConfig):
    name = "payung.web"
    label = "web"

    def ready(self) -> None:
        vault.use_folder(settings.PAYUNG_KEYS)
        form_sentences.use()

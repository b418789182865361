from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "payung.apps.enrolment"
    label = "enrolment"

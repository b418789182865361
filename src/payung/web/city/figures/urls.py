"""Addresses of the pages of figures."""

from django.urls import path

from payung.web.city.figures.comparison import comparison
from payung.web.city.figures.pace import pace
from payung.web.city.figures.report import report
from payung.web.city.figures.staying import staying

urlpatterns = [
    path("kampanye/<int:area>/laju/", pace, name="campaign_pace"),
    path("kampanye/<int:area>/bertahan/", staying, name="campaign_staying"),
    path("kampanye/<int:area>/banding/", comparison, name="campaign_comparison"),
    path("kampanye/<int:area>/laporan/", report, name="campaign_report"),
]

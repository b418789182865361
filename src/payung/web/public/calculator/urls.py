"""Addresses of the calculator."""

from django.urls import path

from payung.web.public.calculator.budget import plan
from payung.web.public.calculator.contractor import contract, site
from payung.web.public.calculator.employer import employer
from payung.web.public.calculator.front import front
from payung.web.public.calculator.worker import worker

urlpatterns = [
    path("hitung/", front, name="calculator"),
    path("hitung/pekerja/", worker, name="calculator_worker"),
    path("hitung/pemberi-kerja/", employer, name="calculator_employer"),
    path("hitung/kontraktor/", contract, name="calculator_contract"),
    path("hitung/kontraktor/upah/", site, name="calculator_site"),
    path("hitung/anggaran/", plan, name="calculator_budget"),
]

"""Who and where people are, as Indonesians write it: NIK, names, phones, dates, places, occupations. Pure,
no Django.
"""

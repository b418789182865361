"""The columns that are compared; whatever else a roster holds is left out unless it is mapped to one of these."""

ID = "rec_id"
COLUMNS = (
    "nik", "name", "dob", "sex", "street", "rtrw", "kelurahan", "kecamatan", "phone", "mother", "kpj", "email",
    "occupation",
)  # fmt: skip

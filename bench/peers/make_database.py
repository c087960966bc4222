#!/usr/bin/env python3
"""Loads an edition's figures into the databases that the peers query.

    python3 make_database.py EDITION_DIR OUT.sqlite
    python3 make_database.py EDITION_DIR --postgres DSN

Columns are found by their header names; columns not named here are left out.
SQLite needs Python's standard library only, PostgreSQL needs psycopg.
"""

import argparse
import csv
import pathlib
import sqlite3
import sys

# Of each table: column, type, and the header names it may have in the edition.
INSTITUTIONS = [
    ("id", "TEXT", ("id",)),
    ("country", "TEXT", ("country",)),
    ("region", "TEXT", ("region",)),
    ("city", "TEXT", ("city",)),
    ("name", "TEXT", ("name",)),
    ("latitude", "REAL", ("latitude",)),
    ("longitude", "REAL", ("longitude",)),
]
CONDITIONS = [("id", "TEXT", ("id",)), ("name_en", "TEXT", ("name_en",)), ("name_ja", "TEXT", ("name_ja",))]
FIGURE = [("measure", "TEXT", ("measure",)), ("institution", "TEXT", ("institution",))]
VOLUMES = [
    ("period", "TEXT", ("period",)),
    ("months", "INTEGER", ("months",)),
    ("cases", "INTEGER", ("cases",)),
    ("operations", "INTEGER", ("operations",)),
    ("endoscopic", "INTEGER", ("endoscopic",)),
    ("other_operations", "INTEGER", ("other_operations",)),
]
RESULTS = [
    ("period", "TEXT", ("period",)),
    ("cases", "INTEGER", ("cases",)),
    ("events", "INTEGER", ("events",)),
    ("expected", "REAL", ("expected",)),
    ("rate", "REAL", ("rate",)),
    ("low", "REAL", ("low",)),
    ("high", "REAL", ("high",)),
    ("verdict", "TEXT", ("verdict",)),
    ("state", "TEXT", ("state",)),
]
# The better a measure fits the condition, the sooner its figure is the one shown.
SCOPES = {"exact": 0, "narrower": 1, "broader": 2}
PUBLISHERS = {"dpc": "mhlw", "hcai": "hcai", "cms": "cms"}
CAST = {"TEXT": str, "INTEGER": lambda cell: int(float(cell)), "REAL": float}

SCHEMA = """
CREATE TABLE institutions (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, country TEXT, region TEXT, city TEXT,
    name TEXT NOT NULL, latitude {real}, longitude {real});
CREATE TABLE conditions (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name_en TEXT, name_ja TEXT);
CREATE TABLE measures (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT, minimum INTEGER);
CREATE TABLE condition_measures (pk INTEGER PRIMARY KEY, condition_pk INTEGER NOT NULL REFERENCES conditions,
    measure_pk INTEGER NOT NULL REFERENCES measures, fit INTEGER NOT NULL);
CREATE TABLE volumes (pk INTEGER PRIMARY KEY, measure_pk INTEGER NOT NULL REFERENCES measures,
    institution_pk INTEGER NOT NULL REFERENCES institutions, newest {boolean} NOT NULL, period TEXT, months INTEGER,
    cases INTEGER, operations INTEGER, endoscopic INTEGER, other_operations INTEGER);
CREATE TABLE results (pk INTEGER PRIMARY KEY, measure_pk INTEGER NOT NULL REFERENCES measures,
    institution_pk INTEGER NOT NULL REFERENCES institutions, period TEXT, cases INTEGER, events INTEGER,
    expected {real}, rate {real}, low {real}, high {real}, verdict TEXT);
"""
INDEXES = """
CREATE INDEX institutions_place ON institutions (latitude, longitude);
CREATE UNIQUE INDEX condition_measures_key ON condition_measures (condition_pk, measure_pk, fit);
CREATE INDEX volumes_key ON volumes (institution_pk, measure_pk, newest);
CREATE INDEX volumes_measure ON volumes (measure_pk, newest, institution_pk);
CREATE INDEX results_key ON results (institution_pk, measure_pk, period);
CREATE INDEX results_measure ON results (measure_pk, institution_pk, period);
"""
COLUMNS = {
    "institutions": ["pk", *(c for c, _, _ in INSTITUTIONS)],
    "conditions": ["pk", *(c for c, _, _ in CONDITIONS)],
    "measures": ["pk", "id", "publisher", "minimum"],
    "condition_measures": ["pk", "condition_pk", "measure_pk", "fit"],
    "volumes": ["pk", "measure_pk", "institution_pk", "newest", *(c for c, _, _ in VOLUMES)],
    "results": ["pk", "measure_pk", "institution_pk", *(c for c, _, _ in RESULTS[:-1])],
}


def rows(path, columns):
    """Yields the wanted columns of a CSV file, empty cells as None."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        header = next(table)
        places = []
        for name, kind, spellings in columns:
            found = [header.index(s) for s in spellings if s in header]
            places.append((found[0] if found else None, CAST[kind], name))
        if places[0][0] is None:
            sys.exit(f"{path}: no column {columns[0][0]!r} in {header}")
        for row in table:
            yield [cast(row[i]) if i is not None and row[i] != "" else None for i, cast, _ in places]


def publishers(edition):
    """Who publishes each measure: from measures.csv, else by the first word of the measure's id."""
    path = edition / "measures.csv"
    if not path.exists():
        return {}
    return dict(rows(path, [("id", "TEXT", ("id",)), ("publisher", "TEXT", ("publisher",))]))


def minimums(edition):
    """The least number a year that a body has set, by the measure that counts exactly that operation."""
    path = edition / "standards.csv"
    if not path.exists():
        return {}
    columns = [("measure", "TEXT", ("measure",)), ("minimum_a_year", "INTEGER", ("minimum_a_year",))]
    return {measure: minimum for measure, minimum in rows(path, columns) if measure is not None}


def read(edition):
    """Reads an edition into the rows of every table, with integer keys."""
    publisher, minimum = publishers(edition), minimums(edition)
    measures, tables = {}, {}

    def measure(name):
        return measures.setdefault(name, len(measures) + 1)

    tables["institutions"] = [(n, *row) for n, row in enumerate(rows(edition / "institutions.csv", INSTITUTIONS), 1)]
    tables["conditions"] = [(n, *row) for n, row in enumerate(rows(edition / "conditions.csv", CONDITIONS), 1)]
    institution = {row[1]: row[0] for row in tables["institutions"]}
    condition = {row[1]: row[0] for row in tables["conditions"]}
    link = [("condition", "TEXT", ("condition",)), ("measure", "TEXT", ("measure",)), ("scope", "TEXT", ("scope",))]
    pairs = {}
    for about, name, scope in rows(edition / "condition_measures.csv", link):
        key = (condition[about], measure(name))
        pairs[key] = min(pairs.get(key, 9), SCOPES.get(scope, 3))
    tables["condition_measures"] = [(n, *key, fit) for n, (key, fit) in enumerate(sorted(pairs.items()), 1)]

    volumes = [(measure(m), institution[i], *rest) for m, i, *rest in rows(edition / "volumes.csv", FIGURE + VOLUMES)]
    newest = {}
    for m, i, period, *_ in volumes:
        newest[m, i] = max(newest.get((m, i), ""), period)
    # A flag kept with the row spares every peer the search for the newest period.
    tables["volumes"] = [
        (n, m, i, newest[m, i] == period, period, *rest) for n, (m, i, period, *rest) in enumerate(volumes, 1)
    ]
    results = rows(edition / "results.csv", FIGURE + RESULTS)
    usable = (row for row in results if row[-1] in (None, "usable"))
    tables["results"] = [(n, measure(m), institution[i], *rest) for n, (m, i, *rest, _) in enumerate(usable, 1)]
    tables["measures"] = [
        (n, name, publisher.get(name) or PUBLISHERS.get(name.split(".")[0]), minimum.get(name))
        for name, n in measures.items()
    ]
    return {name: tables[name] for name in COLUMNS}


def write_sqlite(tables, path):
    """Writes a fresh SQLite file, read-optimised and analysed."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(SCHEMA.format(real="REAL", boolean="BOOLEAN"))
    for name, columns in COLUMNS.items():
        marks = ", ".join("?" * len(columns))
        base.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", tables[name])
    base.executescript(INDEXES)
    base.commit()
    # Write-ahead logging is what the frameworks' own guides recommend for a served SQLite file.
    base.execute("PRAGMA journal_mode = WAL")
    base.executescript("ANALYZE; VACUUM;")
    base.close()


def write_postgres(tables, dsn):
    """Writes the same tables into PostgreSQL, places as geography with a GiST index."""
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as base:
        base.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        for name in reversed(COLUMNS):
            base.execute(f"DROP TABLE IF EXISTS {name} CASCADE")
        schema = SCHEMA.format(real="DOUBLE PRECISION", boolean="BOOLEAN")
        for statement in filter(str.strip, schema.split(";")):
            base.execute(statement)
        for name, columns in COLUMNS.items():
            with base.cursor().copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in tables[name]:
                    copy.write_row(row)
        base.execute("ALTER TABLE institutions ADD COLUMN place geography(Point, 4326)")
        base.execute("UPDATE institutions SET place = ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography")
        base.execute("CREATE INDEX institutions_geography ON institutions USING gist (place)")
        for statement in filter(str.strip, INDEXES.split(";")):
            base.execute(statement)
        base.execute("VACUUM (FULL, ANALYZE)")


def main():
    """Reads the edition once and writes the databases asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition", type=pathlib.Path, help="folder with the edition's CSV resources")
    parser.add_argument("sqlite", type=pathlib.Path, nargs="?", help="SQLite file to write")
    parser.add_argument("--postgres", metavar="DSN", help="PostgreSQL database to fill")
    given = parser.parse_args()
    if not given.sqlite and not given.postgres:
        parser.error("name an SQLite file, or --postgres DSN")
    tables = read(given.edition)
    if given.sqlite:
        write_sqlite(tables, given.sqlite)
    if given.postgres:
        write_postgres(tables, given.postgres)
    print(", ".join(f"{len(table)} {name}" for name, table in tables.items()))


if __name__ == "__main__":
    main()

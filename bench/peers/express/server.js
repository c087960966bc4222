// The comparison as an Express application: better-sqlite3, two processes under cluster.
//
//     NODE_ENV=production DATABASE=figures.sqlite PORT=8103 node express/server.js
"use strict";

const cluster = require("node:cluster");
const Database = require("better-sqlite3");
const express = require("express");

const EARTH_KM = 6371.0088;
const WORKERS = 2;
const GROUPS = { at_standard: 0, published: 1, not_published: 2 };
const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;

/** Prepares the three queries once for a process. */
function prepare(path) {
  const base = new Database(path, { readonly: true, fileMustExist: true });
  const box = "i.latitude BETWEEN @south AND @north AND i.longitude BETWEEN @west AND @east";
  return {
    condition: base.prepare("SELECT pk FROM conditions WHERE id = ?").pluck(),
    volumes: base.prepare(`
      SELECT i.pk, i.id, i.name, i.latitude, i.longitude, m.publisher, v.period, v.cases, v.operations, v.endoscopic,
        m.minimum
      FROM condition_measures l
      JOIN measures m ON m.pk = l.measure_pk
      JOIN volumes v ON v.measure_pk = l.measure_pk AND v.newest = 1
      JOIN institutions i ON i.pk = v.institution_pk
      WHERE l.condition_pk = @condition AND ${box}
      ORDER BY l.fit`),
    results: base.prepare(`
      SELECT r.institution_pk, m.id AS measure, m.publisher, r.period, r.cases, r.events, r.expected, r.rate, r.low,
        r.high, r.verdict
      FROM condition_measures l
      JOIN measures m ON m.pk = l.measure_pk
      JOIN results r ON r.measure_pk = l.measure_pk
      JOIN institutions i ON i.pk = r.institution_pk
      WHERE l.condition_pk = @condition AND ${box}
      ORDER BY m.id, r.period DESC`),
  };
}

/** The box around a circle on the sphere. */
function boxAround(latitude, longitude, km) {
  const reach = km / EARTH_KM;
  const up = degrees(reach);
  const ratio = Math.sin(Math.min(reach, Math.PI / 2)) / Math.max(Math.cos(radians(latitude)), 1e-9);
  const aside = ratio < 1 ? degrees(Math.asin(ratio)) : 180;
  return { south: latitude - up, north: latitude + up, west: longitude - aside, east: longitude + aside };
}

/** Great-circle distance (haversine). */
function distanceKm(latitude, longitude, otherLatitude, otherLongitude) {
  const a = radians(latitude);
  const b = radians(otherLatitude);
  const turn = radians(otherLongitude - longitude);
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

/** At or above a cited minimum for exactly that operation; published; not published or under ten. */
function group(row) {
  if (row.minimum !== null && (row.operations ?? 0) >= row.minimum) return "at_standard";
  return Math.max(row.cases ?? 0, row.operations ?? 0, row.endoscopic ?? 0) >= 10 ? "published" : "not_published";
}

/** A volume row as the answer shows it. */
function institution(row, distance) {
  return {
    id: row.id,
    name: row.name,
    distance_km: Math.round(distance * 10) / 10,
    group: group(row),
    experience: {
      publisher: row.publisher,
      period: row.period,
      cases: row.cases,
      operations: row.operations,
      endoscopic: row.endoscopic,
    },
    results: [],
  };
}

/** An outcome row as the answer shows it. */
function result(row) {
  return {
    measure: row.measure,
    publisher: row.publisher,
    period: row.period,
    cases: row.cases,
    events: row.events,
    expected: row.expected,
    adjusted: row.rate === null ? null : { value: row.rate, low: row.low, high: row.high },
    published_verdict: row.verdict,
  };
}

/** By group, then distance, then id. */
function order(a, b) {
  return (
    GROUPS[a.group] - GROUPS[b.group] ||
    a.distance_km - b.distance_km ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Serves /compare in one process. */
function serve() {
  const query = prepare(process.env.DATABASE);
  const app = express();
  app.disable("x-powered-by");
  // No peer hashes its answer for an ETag.
  app.disable("etag");
  app.get("/compare", (request, response) => {
    const latitude = Number(request.query.latitude ?? NaN);
    const longitude = Number(request.query.longitude ?? NaN);
    const withinKm = Number(request.query.within_km ?? 50);
    const sound = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && withinKm > 0 && withinKm <= 20000;
    if (!sound) {
      response.status(400).json({ error: "latitude, longitude and within_km must be numbers in range" });
      return;
    }
    const condition = query.condition.get(String(request.query.condition));
    if (condition === undefined) {
      response.status(404).json({ error: "unknown condition" });
      return;
    }
    const asked = { condition, ...boxAround(latitude, longitude, withinKm) };
    const found = new Map();
    for (const row of query.volumes.all(asked)) {
      const distance = distanceKm(latitude, longitude, row.latitude, row.longitude);
      if (distance <= withinKm && !found.has(row.pk)) found.set(row.pk, institution(row, distance));
    }
    for (const row of query.results.all(asked)) {
      found.get(row.institution_pk)?.results.push(result(row));
    }
    response.json([...found.values()].sort(order));
  });
  app.listen(Number(process.env.PORT), "127.0.0.1");
}

if (cluster.isPrimary) {
  for (let i = 0; i < WORKERS; i += 1) cluster.fork();
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => {
      for (const worker of Object.values(cluster.workers)) worker.kill();
      process.exit(0);
    });
  }
} else {
  serve();
}

-- The comparison on PostgreSQL with PostGIS, answered as one JSON list. Run by pgbench:
--   pgbench -n -M prepared -f postgis.sql -D condition=ID -D latitude=38.25 -D longitude=140.33 -D within_km=50 ...
-- -M prepared is needed: it sends the four values as parameters, so the text needs no quotes here.
-- The steps are materialized because the planner, which takes ST_DWithin to find one row, would else look the measures
-- and the outcomes up again for every institution: three times slower.
WITH linked AS MATERIALIZED (
    SELECT l.measure_pk, l.fit, m.id AS measure, m.publisher, m.minimum
    FROM conditions c
    JOIN condition_measures l ON l.condition_pk = c.pk
    JOIN measures m ON m.pk = l.measure_pk
    WHERE c.id = :condition::text
), near AS MATERIALIZED (
    SELECT i.pk, i.id, i.name, ST_Distance(i.place, here.point, false) / 1000 AS km
    FROM (SELECT ST_SetSRID(ST_MakePoint(:longitude::float8, :latitude::float8), 4326)::geography AS point) AS here
    JOIN institutions i ON ST_DWithin(i.place, here.point, :within_km::float8 * 1000, false)
), counted AS MATERIALIZED (
    SELECT DISTINCT ON (n.pk) n.pk, n.id, n.name, n.km, l.publisher, v.period, v.cases, v.operations, v.endoscopic,
        CASE
            WHEN v.operations >= l.minimum THEN 0
            WHEN greatest(v.cases, v.operations, v.endoscopic) >= 10 THEN 1
            ELSE 2
        END AS rank
    FROM near n
    CROSS JOIN linked l
    JOIN volumes v ON v.institution_pk = n.pk AND v.measure_pk = l.measure_pk AND v.newest
    ORDER BY n.pk, l.fit
), became AS MATERIALIZED (
    SELECT r.institution_pk AS pk, json_agg(json_build_object(
        'measure', l.measure, 'publisher', l.publisher, 'period', r.period, 'cases', r.cases, 'events', r.events,
        'expected', r.expected,
        'adjusted', CASE WHEN r.rate IS NOT NULL
            THEN json_build_object('value', r.rate, 'low', r.low, 'high', r.high) END,
        'published_verdict', r.verdict) ORDER BY l.measure, r.period DESC) AS list
    FROM counted
    CROSS JOIN linked l
    JOIN results r ON r.institution_pk = counted.pk AND r.measure_pk = l.measure_pk
    GROUP BY r.institution_pk
)
SELECT coalesce(json_agg(json_build_object(
    'id', id, 'name', name, 'distance_km', round(km::numeric, 1),
    'group', (ARRAY['at_standard', 'published', 'not_published'])[rank + 1],
    'experience', json_build_object('publisher', publisher, 'period', period, 'cases', cases,
        'operations', operations, 'endoscopic', endoscopic),
    'results', coalesce(list, '[]'::json)) ORDER BY rank, round(km::numeric, 1), id), '[]'::json)
FROM counted LEFT JOIN became USING (pk);

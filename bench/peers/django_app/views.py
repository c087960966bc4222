"""Answers /compare."""

import math

from django.http import HttpResponseBadRequest, HttpResponseNotFound, JsonResponse
from django.views.decorators.http import require_GET

from django_app.models import Condition, Result, Volume

EARTH_KM = 6371.0088
GROUPS = {"at_standard": 0, "published": 1, "not_published": 2}


def box(latitude, longitude, km):
    """The box around a circle on the sphere, as filters."""
    reach = km / EARTH_KM
    up = math.degrees(reach)
    ratio = math.sin(min(reach, math.pi / 2)) / max(math.cos(math.radians(latitude)), 1e-9)
    aside = math.degrees(math.asin(ratio)) if ratio < 1 else 180.0
    return {
        "institution__latitude__range": (latitude - up, latitude + up),
        "institution__longitude__range": (longitude - aside, longitude + aside),
    }


def distance_km(latitude, longitude, other_latitude, other_longitude):
    """Great-circle distance (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    turn = math.radians(other_longitude - longitude)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def group(cases, operations, endoscopic, minimum):
    """At or above a cited minimum for exactly that operation; published; not published or under ten."""
    if minimum is not None and (operations or 0) >= minimum:
        return "at_standard"
    return "published" if max(cases or 0, operations or 0, endoscopic or 0) >= 10 else "not_published"


def asked(request):
    """Reads the point and the reach, or raises ValueError or KeyError."""
    latitude, longitude = float(request.GET["latitude"]), float(request.GET["longitude"])
    within_km = float(request.GET.get("within_km", 50))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 < within_km <= 20000):
        raise ValueError("out of range")
    return latitude, longitude, within_km


def volumes(condition, limits):
    """The newest volume figures of a condition inside the box, best fitting measure first."""
    return (
        Volume.objects.filter(newest=True, measure__links__condition=condition, **limits)
        .order_by("measure__links__fit")
        .values_list(
            "institution", "institution__id", "institution__name", "institution__latitude", "institution__longitude",
            "measure__publisher", "period", "cases", "operations", "endoscopic",
            "measure__minimum",
        )
    )  # fmt: skip


def results(condition, limits):
    """The published outcomes of a condition inside the box."""
    return (
        Result.objects.filter(measure__links__condition=condition, **limits)
        .order_by("measure__id", "-period")
        .values_list(
            "institution", "measure__id", "measure__publisher", "period", "cases", "events", "expected", "rate", "low",
            "high", "verdict",
        )
    )  # fmt: skip


@require_GET
def compare(request):
    """Institutions with a volume figure for a condition within reach, by group and distance."""
    try:
        latitude, longitude, within_km = asked(request)
    except (KeyError, ValueError):
        return HttpResponseBadRequest("latitude, longitude and within_km must be numbers in range")
    condition = Condition.objects.filter(id=request.GET.get("condition")).values_list("pk_number", flat=True).first()
    if condition is None:
        return HttpResponseNotFound("unknown condition")
    limits = box(latitude, longitude, within_km)
    found = {}
    for row in volumes(condition, limits):
        key, name_id, name, lat, lon, publisher, period, cases, operations, endoscopic, minimum = row
        distance = distance_km(latitude, longitude, lat, lon)
        if distance > within_km or key in found:
            continue
        found[key] = {
            "id": name_id,
            "name": name,
            "distance_km": round(distance, 1),
            "group": group(cases, operations, endoscopic, minimum),
            "experience": {
                "publisher": publisher,
                "period": period,
                "cases": cases,
                "operations": operations,
                "endoscopic": endoscopic,
            },
            "results": [],
        }
    for row in results(condition, limits):
        key, measure, publisher, period, cases, events, expected, rate, low, high, verdict = row
        if key not in found:
            continue
        found[key]["results"].append(
            {
                "measure": measure,
                "publisher": publisher,
                "period": period,
                "cases": cases,
                "events": events,
                "expected": expected,
                "adjusted": None if rate is None else {"value": rate, "low": low, "high": high},
                "published_verdict": verdict,
            }
        )
    ranked = sorted(found.values(), key=lambda one: (GROUPS[one["group"]], one["distance_km"], one["id"]))
    return JsonResponse(ranked, safe=False, json_dumps_params={"ensure_ascii": False})

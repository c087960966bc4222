//! A small map: the place a person named and the institutions of the list.

use std::fmt::Write as _;

use evidence::{Country, Point};

use super::escaped;
use super::outline::{Ring, land};

/// An institution to show.
pub(crate) struct MapPoint {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) point: Point,
}

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 300.0;
/// Room between the outermost marker and the edge.
const MARGIN: f64 = 34.0;
const MARKER: f64 = 11.0;
const KM_PER_DEGREE: f64 = 111.195;
/// A map shows at least so much, so that one hospital next door does not fill a map with a single street.
const LEAST_KM_ACROSS: f64 = 30.0;

/// Points on the earth to points of the drawing: plain plate carrée about the middle, good enough below a few hundred kilometres.
struct Projection {
    west: f64,
    north: f64,
    scale_x: f64,
    scale_y: f64,
    km_per_unit: f64,
}

impl Projection {
    fn around(points: impl Iterator<Item = Point> + Clone) -> Projection {
        let longitudes = points.clone().map(|point| point.longitude);
        let latitudes = points.map(|point| point.latitude);
        let (west, east) = ends(longitudes);
        let (south, north) = ends(latitudes);
        let (middle_x, middle_y) = ((west + east) / 2.0, (south + north) / 2.0);
        let shrink = middle_y.to_radians().cos().max(0.2);
        let km_wide = ((east - west) * KM_PER_DEGREE * shrink).max(LEAST_KM_ACROSS);
        let km_high = ((north - south) * KM_PER_DEGREE).max(LEAST_KM_ACROSS);
        let km_per_unit = (km_wide / (WIDTH - 2.0 * MARGIN)).max(km_high / (HEIGHT - 2.0 * MARGIN));
        let scale_x = KM_PER_DEGREE * shrink / km_per_unit;
        let scale_y = KM_PER_DEGREE / km_per_unit;
        Projection {
            west: middle_x - WIDTH / 2.0 / scale_x,
            north: middle_y + HEIGHT / 2.0 / scale_y,
            scale_x,
            scale_y,
            km_per_unit,
        }
    }

    fn place(&self, point: Point) -> (f64, f64) {
        ((point.longitude - self.west) * self.scale_x, (self.north - point.latitude) * self.scale_y)
    }

    fn shows(&self, ring: &Ring) -> bool {
        let (left, top) = self.place(Point { longitude: ring.west, latitude: ring.north });
        let (right, bottom) = self.place(Point { longitude: ring.east, latitude: ring.south });
        right >= 0.0 && left <= WIDTH && bottom >= 0.0 && top <= HEIGHT
    }
}

fn ends(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    (numbers.clone().fold(f64::INFINITY, f64::min), numbers.fold(f64::NEG_INFINITY, f64::max))
}

/// Draws the map. `ruler` writes a distance in kilometres.
pub(crate) fn map(
    (title, description): (&str, &str),
    country: Country,
    here: Point,
    institutions: &[MapPoint],
    ruler: impl Fn(f64) -> String,
) -> String {
    let everything = institutions.iter().map(|institution| institution.point).chain([here]);
    let projection = Projection::around(everything);
    let mut out = format!(
        r#"<svg class="drawing map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="map-title map-desc"><title id="map-title">{}</title><desc id="map-desc">{}</desc><rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>"#,
        escaped(title),
        escaped(description)
    );
    for ring in land(country).iter().filter(|ring| projection.shows(ring)) {
        outline(&mut out, &projection, ring);
    }
    let (x, y) = projection.place(here);
    let mut taken = vec![(x, y)];
    let spots: Vec<_> = institutions
        .iter()
        .map(|institution| {
            let true_place = projection.place(institution.point);
            let spot = free_spot(true_place, &taken);
            taken.push(spot);
            (institution, true_place, spot)
        })
        .collect();
    for (_, (x, y), (spot_x, spot_y)) in &spots {
        let _ = write!(
            out,
            r#"<path class="lead-line" d="M{x:.1} {y:.1}L{spot_x:.1} {spot_y:.1}"/><circle class="true-place" cx="{x:.1}" cy="{y:.1}" r="2.5"/>"#
        );
    }
    for (institution, _, (x, y)) in &spots {
        let _ = write!(
            out,
            r#"<g><title>{}. {}</title><circle class="marker" cx="{x:.1}" cy="{y:.1}" r="{MARKER}"/><text class="marker-number" x="{x:.1}" y="{:.1}">{}</text></g>"#,
            institution.number,
            escaped(&institution.name),
            y + 4.0,
            institution.number
        );
    }
    let _ = write!(out, r#"<path class="here" d="M{x:.1} {:.1}l9 9l-9 9l-9 -9z"/>"#, y - 9.0);
    scale_bar(&mut out, projection.km_per_unit, ruler);
    out.push_str("</svg>");
    out
}

fn outline(out: &mut String, projection: &Projection, ring: &Ring) {
    out.push_str(r#"<path class="land" d="M"#);
    for point in &ring.points {
        let (x, y) = projection.place(*point);
        // Far beyond the edge a coordinate needs no exactness, only its side.
        let (x, y) = (x.clamp(-9_999.0, 9_999.0), y.clamp(-9_999.0, 9_999.0));
        let _ = write!(out, "{x:.0} {y:.0} ");
    }
    out.push_str("z\"/>");
}

/// The nearest spot on a widening spiral where a marker covers no other.
fn free_spot((x, y): (f64, f64), taken: &[(f64, f64)]) -> (f64, f64) {
    let free = |(x, y): (f64, f64)| {
        let inside = (MARKER..WIDTH - MARKER).contains(&x) && (MARKER..HEIGHT - MARKER).contains(&y);
        inside && taken.iter().all(|(other_x, other_y)| (x - other_x).hypot(y - other_y) > 2.0 * MARKER + 1.0)
    };
    (0..400u32)
        .map(|step| {
            let angle = f64::from(step) * 0.7;
            let reach = f64::from(step) * 0.6;
            (x + reach * angle.cos(), y + reach * angle.sin())
        })
        .find(|spot| free(*spot))
        .unwrap_or((x, y))
}

fn scale_bar(out: &mut String, km_per_unit: f64, ruler: impl Fn(f64) -> String) {
    let longest = 90.0 * km_per_unit;
    let power = 10f64.powf(longest.log10().floor());
    let km = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|km| *km <= longest).unwrap_or(power);
    let (right, y) = (10.0 + km / km_per_unit, HEIGHT - 10.0);
    let _ = write!(
        out,
        r#"<path class="ruler" d="M10 {:.1}V{y:.1}H{right:.1}V{:.1}"/><text x="14" y="{:.1}">{}</text>"#,
        y - 5.0,
        y - 5.0,
        y - 8.0,
        escaped(&ruler(km))
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_at_one_place_do_not_cover_each_other() {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for _ in 0..6 {
            taken.push(free_spot((180.0, 150.0), &taken));
        }
        for (position, (x, y)) in taken.iter().enumerate() {
            for (other_x, other_y) in taken.iter().skip(position + 1) {
                assert!((x - other_x).hypot(y - other_y) > 2.0 * MARKER);
            }
        }
    }
}

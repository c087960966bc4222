//! Which land a point lies on, so that no travel time by road is given over the sea.
//!
//! The boxes are our own, drawn around the larger islands that have no bridge or tunnel for cars to the mainland; a point in none of
//! them lies on its country's mainland (Honshu, Shikoku and Kyushu are joined by bridges). Smaller islands are missing and
//! count as mainland.

use evidence::Point;

/// South, north, west and east edge in degrees.
type Edges = [f64; 4];

/// The tip of Honshu that reaches as far north as Hokkaido's south (Oma, Kazamaura, Ohata).
const SHIMOKITA: Edges = [41.35, 41.60, 140.65, 141.50];

/// Smaller islands before larger ones whose box they touch.
const ISLANDS: &[Edges] = &[
    [45.05, 45.26, 141.10, 141.35],   // Rishiri
    [45.27, 45.50, 140.95, 141.15],   // Rebun
    [42.00, 42.30, 139.35, 139.60],   // Okushiri
    [41.35, 45.60, 139.70, 145.90],   // Hokkaido: the tunnel carries trains, not cars
    [37.70, 38.40, 138.10, 138.65],   // Sado
    [36.10, 36.40, 133.15, 133.45],   // Oki, Dogo
    [35.95, 36.15, 132.95, 133.15],   // Oki, Dozen
    [34.05, 34.75, 129.10, 129.55],   // Tsushima
    [33.65, 33.90, 129.60, 129.85],   // Iki
    [32.55, 32.85, 128.55, 128.95],   // Goto, Fukue
    [32.80, 33.35, 128.95, 129.30],   // Goto, Nakadori and Ojika
    [30.30, 30.90, 130.80, 131.15],   // Tanegashima
    [30.15, 30.50, 130.35, 130.75],   // Yakushima
    [28.20, 28.45, 129.85, 130.10],   // Kikai
    [28.00, 28.60, 129.05, 129.80],   // Amami
    [27.60, 28.00, 128.80, 129.10],   // Tokunoshima
    [27.25, 27.50, 128.45, 128.75],   // Okinoerabu
    [26.98, 27.10, 128.35, 128.50],   // Yoron
    [26.25, 26.42, 126.65, 126.90],   // Kume
    [26.00, 26.95, 127.45, 128.40],   // Okinawa
    [25.75, 26.05, 131.15, 131.40],   // Daito
    [24.60, 25.00, 125.05, 125.60],   // Miyako
    [24.30, 24.70, 124.05, 124.45],   // Ishigaki
    [24.15, 24.50, 123.60, 124.05],   // Iriomote and around
    [24.40, 24.52, 122.85, 123.10],   // Yonaguni
    [34.65, 34.85, 139.30, 139.50],   // Izu Oshima
    [34.15, 34.60, 139.05, 139.35],   // Toshima, Niijima, Kozushima
    [33.80, 34.20, 139.40, 139.70],   // Miyake, Mikura
    [33.00, 33.20, 139.65, 139.90],   // Hachijo
    [24.00, 27.90, 140.80, 142.50],   // Ogasawara
    [21.80, 22.30, -159.90, -159.20], // Kauai
    [21.20, 21.75, -158.35, -157.60], // Oahu
    [20.70, 21.25, -157.35, -156.76], // Molokai, Lanai
    [20.50, 21.10, -156.75, -155.90], // Maui
    [18.80, 20.35, -156.20, -154.70], // Hawaii
    [17.80, 18.60, -67.40, -65.10],   // Puerto Rico
];

/// Whether one can drive from one point to the other.
pub(crate) fn same_land(from: Point, to: Point) -> bool {
    island(from) == island(to)
}

fn island(point: Point) -> Option<usize> {
    if lies_in(point, &SHIMOKITA) {
        return None;
    }
    ISLANDS.iter().position(|edges| lies_in(point, edges))
}

fn lies_in(point: Point, [south, north, west, east]: &Edges) -> bool {
    (*south..=*north).contains(&point.latitude) && (*west..=*east).contains(&point.longitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(latitude: f64, longitude: f64) -> Point {
        Point { latitude, longitude }
    }

    #[test]
    fn islands_are_not_reached_by_road_and_bridged_lands_are() {
        let (ishigaki, naha, tokyo, sapporo, takamatsu) =
            (at(24.34, 124.16), at(26.21, 127.68), at(35.68, 139.69), at(43.06, 141.35), at(34.34, 134.05));
        assert!(!same_land(ishigaki, naha));
        assert!(!same_land(tokyo, naha));
        assert!(!same_land(tokyo, sapporo));
        assert!(same_land(tokyo, takamatsu));
        assert!(same_land(naha, at(26.33, 127.80)));
    }

    #[test]
    fn the_tip_of_honshu_is_not_hokkaido() {
        let (oma, mutsu, hakodate, matsumae) =
            (at(41.53, 140.91), at(41.29, 141.18), at(41.77, 140.73), at(41.43, 140.11));
        assert!(same_land(oma, mutsu));
        assert!(!same_land(oma, hakodate));
        assert!(same_land(hakodate, matsumae));
    }
}

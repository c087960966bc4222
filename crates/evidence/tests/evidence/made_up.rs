//! Made-up sources: no hospital, number or place here is real.

use std::fs;
use std::path::{Path, PathBuf};

use evidence::build::{BuildError, Built, Order, build};
use tempfile::TempDir;

/// A folder of made-up sources and definitions, to be changed by a test before building.
pub struct MadeUp {
    folder: TempDir,
}

const MANIFEST: &str = r#"
id = "made-up-deaths"
publisher = "hcai"
title_en = "Made-up deaths"
title_ja = "架空の死亡"
file = "deaths.csv"
encoding = "utf-8"
reader = "long"
id_prefix = "us-ca-"
region = "CA"
kind = "outcome"
rate_unit = "percent"
missing = ["", "."]
suppressed = ["<11"]

[columns]
institution = "ID"
name = "Hospital"
period = "Year"
measure = "Measure"
cases = "Cases"
events = "Deaths"
rate = "Rate"
verdict = "Rating"
latitude = "Latitude"
longitude = "Longitude"

[not_institution]
column = "ID"
values = [""]

[verdicts]
"Fine" = "no_different"

[[measure]]
id = "made-up.deaths"
labels = ["Deaths"]
name_en = "Deaths (made up)"
name_ja = "死亡（架空）"
"#;

const DEATHS: &str = "\
ID,Hospital,Year,Measure,Cases,Deaths,Rate,Rating,Latitude,Longitude
,Statewide,2020,Deaths,\"1,100\",15,1.4,,,
1,Made-up North,2020,Deaths,\"1,000\",10,1.0,Fine,38.50000,-121.50000
2,Made-up South,2020,Deaths,100,5,5.0,Fine,38.60000,-121.40000
3,Made-up Hidden,2020,Deaths,<11,.,.,,38.70000,-121.30000
4,Made-up Empty,2020,Deaths,.,.,.,,38.80000,-121.20000
";

impl MadeUp {
    /// The folder as it builds.
    pub fn new() -> MadeUp {
        let it = MadeUp { folder: TempDir::new().unwrap() };
        it.source("deaths.csv", DEATHS.as_bytes());
        it.source(
            "places/jp_municipality_centroids.csv",
            b"pref,city,lat_median_of_towns,lng_median_of_towns,n_towns\n",
        );
        it.source("places/us_zips.csv", b"zip,latitude,longitude\n95814,38.58,-121.49\n");
        it.definition("edition.toml", "version = \"made-up\"\ncreated = \"2026-11-22\"\n");
        it.definition("manifests/made-up.toml", MANIFEST);
        it.definition(
            "catalogue/publishers.csv",
            "id,name_en,name_ja,homepage,terms_en,terms_ja\nhcai,Made up,架空,,,\ngeolonia,Made up,架空,,,\ncensus,Made up,架空,,,\n",
        );
        it.definition(
            "catalogue/conditions.csv",
            "id,name_en,name_ja,kana,synonyms_en,synonyms_ja,icd10,kind,plain,rare\nmade-up,made-up illness,架空の病気,かくう,,,,other,yes,no\n",
        );
        it.definition(
            "catalogue/condition_measures.csv",
            "condition,measure,scope,main,note_en,note_ja\nmade-up,made-up.deaths,exact,,,\n",
        );
        it.definition(
            "catalogue/operation_classes.csv",
            "fiscal_year,mdc6,class,name_state,kind,admissions_national\n",
        );
        it.definition(
            "catalogue/standards.csv",
            "id,measure,operation_en,operation_ja,minimum_a_year,exact,issuer,year,source,note_en,note_ja\n",
        );
        it.definition("catalogue/reading.csv", "condition,language,title,url,publisher,seen\n");
        it.definition(
            "catalogue/offers.csv",
            "country,institution_key,institution_name,answer,what_en,what_ja,source,date\n",
        );
        it.definition("catalogue/affiliations.csv", "country,pattern_kind,pattern,group_id,group_en,group_ja\n");
        it.definition("crosswalk/us_ca_cms.csv", "hcai,ccn,decision\n");
        it.definition("crosswalk/us_ca_renumbered.csv", "old,new,decision\n");
        it.definition(
            "places/jp_places.csv",
            "code,kind,name,kana,latin,prefecture,prefecture_latin,centroid_key,aliases\n",
        );
        it.definition("places/jp_postal.csv", "first,last,code\n");
        it.definition(
            "places/us_places.csv",
            "kind,name,state,state_name,latitude,longitude,aliases\ncity,Made-up City,CA,California,38.58,-121.49,\n",
        );
        it.definition("places/us_zip_city.csv", "zip,city,state\n95814,Made-up City,CA\n");
        it.definition("places/us_zip_corrections.csv", "zip,latitude,longitude\n");
        it
    }

    /// Writes a publisher's file.
    pub fn source(&self, name: &str, bytes: &[u8]) {
        self.write(&format!("sources/{name}"), bytes);
    }

    /// Writes a table or manifest of ours.
    pub fn definition(&self, name: &str, text: &str) {
        self.write(&format!("definitions/{name}"), text.as_bytes());
    }

    /// Adds a row to the publisher's file.
    pub fn row(&self, row: &str) {
        self.source("deaths.csv", format!("{DEATHS}{row}\n").as_bytes());
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Where the edition is written to.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Builds the edition.
    pub fn build(&self) -> Result<Built, BuildError> {
        self.build_to(&self.out())
    }

    /// Builds the edition into another folder.
    pub fn build_to(&self, out: &Path) -> Result<Built, BuildError> {
        let (sources, definitions) = (self.folder.path().join("sources"), self.folder.path().join("definitions"));
        let order = Order { sources: &sources, definitions: &definitions, out, pack: None };
        build(order, &mut |_, _, _| {})
    }
}

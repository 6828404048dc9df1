//! The page that shows the way to a place.

use url::Url;

use crate::posting::Geo;

const LATITUDE: &str = "{latitude}";
const LONGITUDE: &str = "{longitude}";

/// An `https` address with `{latitude}` and `{longitude}` in it: whatever page phones there open as a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapPage(String);

impl MapPage {
    /// # Errors
    ///
    /// What is wrong with it, in words.
    pub fn new(written: &str) -> Result<Self, String> {
        for blank in [LATITUDE, LONGITUDE] {
            if !written.contains(blank) {
                return Err(format!("{blank} stands nowhere in {written:?}"));
            }
        }
        let page = Self(written.to_owned());
        let somewhere = Geo {
            latitude: 0.0,
            longitude: 0.0,
        };
        match page.to(somewhere) {
            Some(url) if url.scheme() == "https" && url.domain().is_some() => Ok(page),
            Some(_) | None => Err(format!("{written:?} is no https address")),
        }
    }

    /// The page of a place, to five decimals of a degree: a metre.
    #[must_use]
    pub fn to(&self, place: Geo) -> Option<Url> {
        let decimal = |degrees: f64| {
            let text = format!("{degrees:.5}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let filled = self
            .0
            .replace(LATITUDE, &decimal(place.latitude))
            .replace(LONGITUDE, &decimal(place.longitude));
        Url::parse(&filled).ok()
    }
}

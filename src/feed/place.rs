//! Where: `Place`, `PostalAddress`, and addresses written as one text.

use serde_json::Value;

use crate::posting::Geo;
use crate::posting::Place;
use crate::text::CleanText;

use super::value::Fields;
use super::value::all;
use super::value::line;
use super::value::number;
use super::value::text;

/// The place of a posting; `item` for the `zh:` terms that may stand beside it.
pub(super) fn of_posting(item: Fields) -> Place {
    let mut place = item
        .get("jobLocation")
        .and_then(|value| all(value).first())
        .map(of)
        .unwrap_or_default();
    place.district = item.line("zh:district").or(place.district);
    place.subdistrict = item.line("zh:street").or(place.subdistrict);
    place.village = item.line("zh:village").or(place.village);
    place
}

fn of(value: &Value) -> Place {
    let Some(fields) = Fields::of(value) else {
        return Place {
            name: line(value),
            district: text(value).and_then(|text| line(&district(&text, None)?.into())),
            ..Place::default()
        };
    };
    let mut place = fields.get("address").map(of_address).unwrap_or_default();
    if place == Place::default() {
        place = of_address(value);
    }
    place.name = fields.line("name").or_else(|| fields.line("description"));
    place.geo = geo_of(fields);
    place.district = fields.line("zh:district").or(place.district);
    place.subdistrict = fields.line("zh:street").or(place.subdistrict);
    place.village = fields.line("zh:village").or(place.village);
    place
}

fn of_address(value: &Value) -> Place {
    let value = all(value).first().unwrap_or(value);
    let Some(address) = Fields::of(value) else {
        return Place {
            street: line(value),
            district: text(value).and_then(|text| line(&district(&text, None)?.into())),
            ..Place::default()
        };
    };
    let locality = address.text("addressLocality");
    let region = address.text("addressRegion");
    let district = locality.and_then(|locality| line(&district(&locality, region.as_deref())?.into()));
    Place {
        street: address.line("streetAddress"),
        subdistrict: address.line("zh:street"),
        village: address.line("zh:village"),
        district: address.line("zh:district").or(district),
        locality: address.line("addressLocality"),
        region: address.line("addressRegion"),
        ..Place::default()
    }
}

/// Of the first place that has one: an event may be both online and in a hall.
pub(super) fn geo(value: &Value) -> Option<Geo> {
    all(value).iter().filter_map(Fields::of).find_map(geo_of)
}

/// In the place itself, in its `geo`, or in its address, where spreadsheets that became JSON have it.
pub(super) fn geo_of(place: Fields) -> Option<Geo> {
    let within = |place: Fields| {
        let geo = place.object("geo").unwrap_or(place);
        Geo::new(
            geo.get("latitude").and_then(number)?,
            geo.get("longitude").and_then(number)?,
        )
    };
    within(place).or_else(|| within(place.object("address")?))
}

/// [`words`], fit to be shown.
pub(super) fn said(value: &Value) -> Option<CleanText> {
    words(value).and_then(|words| CleanText::line(&words))
}

/// The first place that has words, as one text: its name, then its address.
pub(super) fn words(value: &Value) -> Option<String> {
    all(value).iter().find_map(words_of)
}

fn words_of(value: &Value) -> Option<String> {
    let Some(fields) = Fields::of(value) else {
        return text(value).map(Into::into);
    };
    let address = fields.get("address").and_then(|address| all(address).first());
    let parts = match address.map_or(Some(fields), Fields::of) {
        Some(parts) => ["addressLocality", "streetAddress"]
            .into_iter()
            .filter_map(|key| parts.text(key))
            .collect(),
        None => address.and_then(text).map(String::from).unwrap_or_default(),
    };
    let name = fields.text("name").unwrap_or_default();
    let words = format!("{name} {parts}");
    (!words.trim().is_empty()).then(|| words.trim().to_owned())
}

/// The 区, 市 or 县 below the city: 市北区 of 青岛市市北区, of 山东省青岛市市北区, of 青岛 市北区.
///
/// A lone 胶州市 is one only where the region names another city, since a lone 青岛市 is none.
fn district(locality: &str, region: Option<&str>) -> Option<String> {
    let part = locality
        .split([' ', '/', '·', ',', '，', '\u{3000}'])
        .rfind(|part| part.ends_with(['区', '市', '县']));
    let below = part.unwrap_or(locality).trim();
    let below = ["自治区", "省"]
        .into_iter()
        .find_map(|end| below.split_once(end))
        .map_or(below, |(_, rest)| rest);
    let (city, rest) = match cut_after(below, '市') {
        Some((city, rest)) if !rest.is_empty() => (Some(city), rest),
        Some(_) | None => (None, below),
    };
    let end = ['区', '县', '市']
        .into_iter()
        .filter_map(|end| Some(cut_after(rest, end)?.0))
        .min_by_key(|end| end.len())?;
    // 青岛市北区 leaves one 市 out: 市北, 市南 and 市中 are districts, 北区 is none.
    if city.is_some() && ["北区", "南区", "中区"].contains(&end) {
        return Some(format!("市{end}"));
    }
    let is_below = city.is_some()
        || !end.ends_with('市')
        || region.is_some_and(|region| region.contains('市') && !region.ends_with(end));
    is_below.then(|| end.to_owned())
}

/// Splits after the first `end` that is not among the first two characters: 市 begins 市北区.
fn cut_after(text: &str, end: char) -> Option<(&str, &str)> {
    let (at, found) = text.char_indices().skip(1).find(|&(_, c)| c == end)?;
    Some(text.split_at(at + found.len_utf8()))
}

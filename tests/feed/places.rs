//! Where the work is.

use crate::posting;
use crate::said;
use zhaohuo::posting::Geo;

#[test]
fn a_place_with_an_address_is_read() {
    let place = posting(
        r#""jobLocation":{"@type":"Place","name":"李村大集","address":{"@type":"PostalAddress","streetAddress":"滨河路 1 号",
        "addressLocality":"青岛市李沧区","addressRegion":"山东省"},"geo":{"@type":"GeoCoordinates","latitude":"36.16","longitude":120.43}},
        "zh:street":"李村街道""#,
    )
    .place;
    assert_eq!(said(place.name.as_ref()), Some("李村大集"));
    assert_eq!(said(place.street.as_ref()), Some("滨河路 1 号"));
    assert_eq!(said(place.subdistrict.as_ref()), Some("李村街道"));
    assert_eq!(said(place.district.as_ref()), Some("李沧区"));
    assert_eq!(said(place.locality.as_ref()), Some("青岛市李沧区"));
    assert_eq!(said(place.region.as_ref()), Some("山东省"));
    assert_eq!(place.geo, Geo::new(36.16, 120.43));
}

#[test]
fn the_district_is_what_stands_below_the_city() {
    for (locality, region, district) in [
        ("青岛市市北区", "", Some("市北区")),
        ("山东省青岛市市南区", "", Some("市南区")),
        ("青岛 市北区", "", Some("市北区")),
        ("青岛市 市北区", "", Some("市北区")),
        ("青岛市北区", "", Some("市北区")),
        ("市北区", "青岛市", Some("市北区")),
        ("黄岛区", "", Some("黄岛区")),
        ("青岛市胶州市", "", Some("胶州市")),
        ("胶州市", "山东省青岛市", Some("胶州市")),
        ("广西壮族自治区南宁市青秀区", "", Some("青秀区")),
        ("青岛市市北区辽源路街道", "", Some("市北区")),
        ("威海市荣成市", "", Some("荣成市")),
        ("济南市市中区", "", Some("市中区")),
        ("保定市定兴县", "", Some("定兴县")),
        ("青岛市", "山东省", None),
        ("青岛市", "青岛市", None),
        ("青岛", "", None),
        ("Kirkland", "WA", None),
        ("市", "", None),
        ("区", "", None),
    ] {
        let address = format!(r#"{{"addressLocality":"{locality}","addressRegion":"{region}"}}"#);
        let place = posting(&format!(r#""jobLocation":{{"address":{address}}}"#)).place;
        assert_eq!(said(place.district.as_ref()), district, "{locality} {region}");
        assert_eq!(said(place.locality.as_ref()), Some(locality));
    }
}

#[test]
fn a_district_that_is_said_is_not_derived() {
    let place = posting(r#""zh:district":"城阳区","jobLocation":{"address":{"addressLocality":"青岛市市北区"}}"#).place;
    assert_eq!(said(place.district.as_ref()), Some("城阳区"));
}

#[test]
fn a_place_may_be_a_text_an_array_or_an_address() {
    let place = posting(r#""jobLocation":"青岛市市北区辽源路 1 号""#).place;
    assert_eq!(said(place.name.as_ref()), Some("青岛市市北区辽源路 1 号"));
    assert_eq!(said(place.district.as_ref()), Some("市北区"));
    let place = posting(r#""jobLocation":[{"@type":"Place","address":"李沧区京口路 2 号"},{"name":"别处"}]"#).place;
    assert_eq!(said(place.street.as_ref()), Some("李沧区京口路 2 号"));
    assert_eq!(said(place.district.as_ref()), Some("李沧区"));
    let place =
        posting(r#""jobLocation":{"@type":"PostalAddress","addressLocality":"Kirkland","addressRegion":"WA"}"#).place;
    assert_eq!(
        (said(place.locality.as_ref()), said(place.region.as_ref())),
        (Some("Kirkland"), Some("WA"))
    );
}

#[test]
fn a_place_outside_the_globe_is_none() {
    for geo in [
        r#"{"latitude":91,"longitude":0}"#,
        r#"{"latitude":36}"#,
        r#"{"latitude":"36°N","longitude":"120"}"#,
        r#"{"latitude":"NaN","longitude":"inf"}"#,
        "[]",
        "null",
    ] {
        let place = posting(&format!(r#""jobLocation":{{"name":"x","geo":{geo}}}"#)).place;
        assert_eq!(place.geo, None, "{geo}");
    }
}

//! What the public sees and what each key does.

mod support;

use insta::assert_snapshot;
use support::Kiosk;

#[test]
fn the_waiting_screen_shows_the_best_of_today() {
    assert_snapshot!(Kiosk::new().screen());
}

#[test]
fn any_key_leads_to_the_tiles() {
    assert_snapshot!(Kiosk::new().keys("5").screen());
}

#[test]
fn a_tile_leads_to_a_list() {
    assert_snapshot!(Kiosk::new().keys("53").screen());
}

#[test]
fn three_keys_lead_to_a_code() {
    assert_snapshot!(Kiosk::new().keys("511").screen());
}

#[test]
fn letters_find_postings() {
    assert_snapshot!(Kiosk::new().keys("59by").screen());
}

#[test]
fn at_120_columns_list_detail_and_code_stand_side_by_side() {
    assert_snapshot!(Kiosk::sized(120, 34).keys("53").screen());
}

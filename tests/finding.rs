//! Finding on the screen: filters with counts, sorts, marks that come off, the nearest, what is alike.

mod support;

use support::Kiosk;
use support::postings::clean;
use support::postings::daily;
use support::postings::sketch;
use support::postings::some;
use zhaohuo::app::Msg;
use zhaohuo::key::Key;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Openings;
use zhaohuo::posting::Place;
use zhaohuo::posting::Posting;

/// Work in three streets of two districts.
fn town() -> Vec<Posting> {
    let at = |title: &str, yuan: f64, district: &str, street: &str| {
        let mut posting = daily(title, yuan, 8.0);
        posting.id.0 = clean(&format!("test:{title}{street}"));
        posting.place = Place {
            locality: some("青岛市"),
            district: some(district),
            subdistrict: some(street),
            geo: Geo::new(36.1, 120.37),
            ..Place::default()
        };
        posting
    };
    let mut full = at("搬运工（满了）", 300.0, "市北区", "台东街道");
    full.openings = Openings {
        total: Some(3),
        left: Some(0),
    };
    vec![
        at("搬运工", 240.0, "市北区", "台东街道"),
        at("保洁员", 160.0, "市北区", "台东街道"),
        at("保洁员", 150.0, "市北区", "海泊河街道"),
        at("搬运工", 220.0, "李沧区", "李村街道"),
        full,
    ]
}

fn kiosk(keys: &str) -> Kiosk {
    Kiosk::with(&town(), 80, 24).keys(keys)
}

#[track_caller]
fn shows(screen: &str, texts: &[&str]) {
    for text in texts {
        assert!(screen.contains(text), "{text} is not on\n{screen}");
    }
}

/// The first row that has it.
fn row<'a>(screen: &'a str, text: &str) -> &'a str {
    screen.lines().find(|line| line.contains(text)).unwrap_or_default()
}

#[test]
fn the_filter_page_shows_what_there_is_to_choose() {
    for (width, height) in [(80, 24), (120, 34)] {
        let kiosk = Kiosk::with(&town(), width, height).keys("537");
        insta::assert_snapshot!(format!("filter_{width}x{height}"), kiosk.screen());
    }
}

#[test]
fn a_place_opens_level_by_level_and_becomes_a_mark() {
    let districts = kiosk("5371").screen();
    shows(row(&districts, "市北区"), &["1", "4 个活"]);
    shows(row(&districts, "李沧区"), &["2", "1 个活"]);
    let streets = kiosk("53711").screen();
    shows(row(&streets, "整个市北区"), &["1", "4 个活"]);
    shows(row(&streets, "台东街道"), &["2", "3 个活"]);
    let chosen = kiosk("537112<enter>").screen();
    shows(&chosen, &["台东街道 · 3 个活", "已选  台东街道 ×"]);
    assert!(!chosen.contains("海泊河"), "{chosen}");
}

#[test]
fn counts_are_those_under_what_was_chosen_already() {
    let before = kiosk("537").screen();
    shows(row(&before, "2  工种"), &["搬运 3", "保洁 2"]);
    let after = kiosk("53712").screen();
    shows(row(&after, "2  工种"), &["搬运 1"]);
    assert!(!row(&after, "2  工种").contains("保洁"), "{after}");
    // What is chosen of a thing does not narrow its own choices.
    let districts = kiosk("537121").screen();
    shows(&districts, &["不限", "市北区", "已选 李沧区"]);
}

#[test]
fn a_mark_comes_off_by_touch_and_by_keys() {
    let mut list = kiosk("537121").keys("1<enter>");
    shows(&list.screen(), &["全部活 · 5 个活"]);
    list = list.keys("712<enter>");
    shows(&list.screen(), &["李沧区 · 1 个活"]);
    let (_, targets) = list.draw();
    assert_eq!(targets.at(8, 1), Some(Key::Mark(0)));
    list.send(Msg::Key(Key::Mark(0)));
    shows(&list.screen(), &["全部活 · 5 个活"]);
}

#[test]
fn what_is_either_so_or_not_is_turned_on_and_off_on_the_page() {
    let mut postings = sketch();
    postings.extend(town());
    let page = Kiosk::with(&postings, 80, 24).keys("537+");
    shows(row(&page.screen(), "1  管饭"), &["2 个活"]);
    let page = page.keys("1");
    shows(&page.screen(), &["筛选 · 2 个活", "已选  管饭 ×"]);
    shows(&page.keys("1").screen(), &["筛选 · 13 个活"]);
}

#[test]
fn a_sort_is_chosen_and_said_and_full_ones_stay_last() {
    let page = kiosk("538");
    insta::assert_snapshot!("sorts_80x24", page.screen());
    let list = page.keys("2").screen();
    shows(&list, &["每小时钱多的在前"]);
    let order: Vec<&str> = list.lines().filter(|line| line.contains("元/天")).collect();
    for (line, wage) in order.iter().zip(["240", "220", "160", "150", "300"]) {
        assert!(line.contains(wage), "{list}");
    }
    assert_eq!(order.len(), 5, "{list}");
}

#[test]
fn going_back_from_filters_without_choosing_leaves_the_page_as_it_was() {
    let many: Vec<Posting> = (0..9).map(|n| daily(&format!("活{n}"), 200.0, 8.0)).collect();
    let list = Kiosk::with(&many, 80, 24).keys("53+");
    shows(&list.screen(), &["第 2 / 2 页"]);
    shows(&list.keys("70").screen(), &["第 2 / 2 页"]);
}

#[test]
fn what_is_typed_is_shown_as_it_was_understood() {
    for (width, height) in [(80, 24), (120, 34)] {
        let kiosk = Kiosk::with(&town(), width, height).keys("59市北 当天结 搬运 200");
        insta::assert_snapshot!(format!("understood_{width}x{height}"), kiosk.screen());
    }
}

#[test]
fn a_touch_takes_a_piece_out_of_what_was_typed() {
    let mut search = kiosk("59市北 搬运 200");
    search.send(Msg::Key(Key::Mark(0)));
    let screen = search.screen();
    shows(&screen, &["│ 搬运 200", "李村街道", "看全部 3 个"]);
    assert!(!screen.contains("市北区 ×"), "{screen}");
}

#[test]
fn where_nothing_is_all_of_it_the_nearest_is_offered_and_what_was_given_up_is_said() {
    let screen = kiosk("59李沧 保洁 200").screen();
    shows(&screen, &["李沧区 ×", "全对上的没有。"]);
    let list = kiosk("59市北 搬运 900<enter>").screen();
    shows(
        &list,
        &["有 2 个，只差：一天 900 元以上", "已选  市北区 ×  搬运 ×", "240 元/天"],
    );
}

#[test]
fn whoever_spells_by_ear_is_offered_what_sounds_like_it() {
    let screen = kiosk("59nicun").screen();
    shows(&screen, &["听着像的有 1 个", "李村街道"]);
}

#[test]
fn a_full_posting_leads_to_similar_ones() {
    let list = kiosk("53");
    shows(&list.screen(), &["搬运工（满了）"]);
    let detail = list.keys("5");
    shows(&detail.screen(), &["招满了", "5 相近的"]);
    let similar = detail.keys("5").screen();
    shows(&similar, &["像“搬运工（满了）”的 · 2 个活", "240 元/天", "220 元/天"]);
    assert!(!similar.contains("保洁") && !similar.contains("300 元"), "{similar}");
}

#[test]
fn searching_from_a_list_stays_within_what_was_chosen() {
    let search = kiosk("53711").keys("1<enter>9");
    shows(&search.screen(), &["已选  市北区 ×"]);
    shows(&search.keys("by<enter>").screen(), &["选了 2 样 · 2 个活"]);
}

#[test]
fn turning_pages_visits_each_posting_once_in_every_order() {
    // Alike in all that is sorted by, so that only the fixed order tells them apart.
    let many: Vec<Posting> = (10..60).map(|n| daily(&format!("同样的活{n}号"), 200.0, 8.0)).collect();
    for sort in ["1", "2", "3", "4", "5"] {
        let mut list = Kiosk::with(&many, 80, 24).keys("538").keys(sort);
        let mut seen = Vec::new();
        for _ in 0..9 {
            let screen = list.screen();
            let titles = screen.lines().filter_map(|line| Some(line.split_once("同样的活")?.1));
            seen.extend(titles.map(|rest| rest[..2].to_owned()));
            list = list.keys("+");
        }
        seen.sort();
        assert_eq!(seen, (10..60).map(|n| n.to_string()).collect::<Vec<_>>(), "sort {sort}");
    }
}

#[test]
fn filters_and_sorts_of_the_nearest_are_of_what_is_shown() {
    let filter = kiosk("59市北 搬运 900<enter>7").screen();
    shows(&filter, &["看 2 个活", "已选  市北区 ×  搬运 ×"]);
    let by_ear = kiosk("59nicun<enter>7").screen();
    shows(&by_ear, &["看 1 个活", "李沧区 1"]);
}

#[test]
fn what_is_typed_instead_of_what_was_chosen_takes_its_place() {
    let search = kiosk("53711").keys("1<enter>9李沧");
    let marks = row(&search.screen(), "已选").to_owned();
    assert!(marks.contains("李沧区 ×") && !marks.contains("市北区"), "{marks}");
}

#[test]
fn a_mark_taken_off_with_nothing_typed_is_off() {
    let mut search = kiosk("53711").keys("1<enter>9");
    search.send(Msg::Key(Key::Mark(0)));
    shows(&search.keys("<enter>").screen(), &["全部活 · 5 个活"]);
}

#[test]
fn going_back_from_villages_leads_to_their_street() {
    let mut postings = town();
    for (n, posting) in postings.iter_mut().enumerate() {
        posting.place.village = some(["东村", "西村"][n % 2]);
    }
    let villages = Kiosk::with(&postings, 80, 24).keys("5371").keys("1").keys("2");
    shows(&villages.screen(), &["整个台东街道", "东村", "西村"]);
    shows(&villages.keys("0").screen(), &["整个市北区", "台东街道"]);
}

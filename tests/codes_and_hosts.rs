//! Where a code may lead.

use zhaohuo::code::Address;
use zhaohuo::code::Code;
use zhaohuo::code::NoCode;
use zhaohuo::config::AllowList;
use zhaohuo::config::Config;
use zhaohuo::config::Feed;

fn allow(patterns: &[&str]) -> AllowList {
    AllowList::new(patterns).expect("host names")
}

fn verdict(url: &str) -> Result<String, NoCode> {
    Address::new(Some(url), &allow(&["jobs.city.example", "*.gov.cn"])).map(|address| address.as_str().to_owned())
}

#[test]
fn only_https_to_an_allowed_host_gets_a_code() {
    assert_eq!(
        verdict("https://jobs.city.example/p/1"),
        Ok("https://jobs.city.example/p/1".to_owned())
    );
    assert!(verdict("https://hrss.qingdao.gov.cn/p?id=1").is_ok());
    assert_eq!(verdict("http://jobs.city.example/p/1"), Err(NoCode::NotHttps));
    assert_eq!(verdict("https://other.example/"), Err(NoCode::NotAllowed));
    assert_eq!(verdict("https://evil-gov.cn/"), Err(NoCode::NotAllowed));
    assert_eq!(verdict("https://gov.cn.evil.example/"), Err(NoCode::NotAllowed));
    assert_eq!(Address::new(None, &allow(&[])), Err(NoCode::Absent));
}

#[test]
fn tricks_with_addresses_get_none() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,hi",
        "weixin://dl/chat",
        "tel:12345",
        "file:///etc/passwd",
    ] {
        assert_eq!(verdict(url), Err(NoCode::NotHttps), "{url}");
    }
    for url in [
        "https://jobs.city.example@evil.example/",
        "https://user:secret@jobs.city.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://jobs.city.example:8443/",
        "not an address",
        "https://",
    ] {
        assert!(verdict(url).is_err(), "{url}");
    }
    // Cyrillic о: another host, and shown as such.
    assert_eq!(verdict("https://jоbs.city.example/"), Err(NoCode::NotAllowed));
}

#[test]
fn a_chinese_path_is_percent_encoded_before_it_is_a_code() {
    let address = verdict("https://jobs.city.example/活/1").expect("allowed");
    assert!(address.is_ascii(), "{address}");
    assert_eq!(Code::new("保洁", 40), None, "only ASCII");
}

#[test]
fn a_code_falls_back_to_level_l_and_then_to_none() {
    let modules = |bytes: usize, max| Code::new(&"a".repeat(bytes), max).map(|code| code.width());
    assert_eq!(modules(62, 33), Some(33), "version 4-M holds 62 bytes");
    assert_eq!(modules(78, 33), Some(33), "version 4-L holds 78");
    assert_eq!(modules(79, 33), None);
}

#[test]
fn without_a_list_the_feeds_own_host_and_the_government_are_allowed() {
    let config = Config {
        feed: vec![Feed::at("https://jobs.city.example/feed.json")],
        ..Config::default()
    };
    let list = config.allow_list().expect("a list");
    assert!(list.allows("jobs.city.example"));
    assert!(list.allows("hrss.qingdao.gov.cn"));
    assert!(!list.allows("gov.cn"));
    assert!(!list.allows("other.example"));
}

#[test]
fn a_pattern_for_half_the_world_is_refused() {
    for pattern in ["*.com", "*", "", "a b", "*.*.cn"] {
        assert!(AllowList::new(&[pattern]).is_err(), "{pattern}");
    }
}

//! `zhaohuo flags`, through the built program.

#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the files that the program reads"
)]

use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;

use super::shell::complained;
use super::shell::said;
use super::shell::serve;
use super::shell::zhaohuo;

#[test]
fn flags_say_what_staff_should_look_at_with_the_words_and_the_source() {
    let data = TempDir::new().unwrap();
    let posting = |id: &str, title: &str, text: &str| {
        json!({"@type": "JobPosting", "identifier": id, "title": title, "description": text,
            "hiringOrganization": "某某公司", "totalJobOpenings": 3, "skills": "熟手", "validThrough": "2099-12-31",
            "jobLocation": {"name": "东门"}, "datePosted": "2098-12-31",
            "baseSalary": {"currency": "CNY", "value": {"value": 230, "unitText": "DAY"}}})
    };
    let feed = json!([
        posting("1", "搬运工", "限男，来了加微信ab12345"),
        posting("2", "女士皮鞋店导购", "不收押金，微信发工资"),
        posting("3", "保洁", "顶呱呱的活"),
    ]);
    let url = serve(feed.to_string());
    assert!(zhaohuo(&data, &["pull", "--feed", &url]).status.success());
    let flagged = said(&zhaohuo(&data, &["flags", "--feed", &url]));
    let lines: Vec<&str> = flagged.lines().collect();
    assert_eq!(lines.len(), 3, "{flagged}");
    assert!(
        lines[0].contains("搬运工") && lines[0].ends_with("先不公布"),
        "{flagged}"
    );
    assert!(
        lines[1].contains("▲ 限男女：干什么：【限男】") && lines[1].contains("《就业促进法》第二十七条"),
        "{flagged}"
    );
    assert!(
        lines[2].contains("私人联系方式") && !lines[2].contains('▲'),
        "{flagged}"
    );

    let only = said(&zhaohuo(
        &data,
        &["flags", "--json", "--rule", "contact", "--feed", &url],
    ));
    let only: Value = serde_json::from_str(&only).unwrap();
    assert_eq!(only.as_array().unwrap().len(), 1);
    assert_eq!(only[0]["held"], true);
    assert_eq!(only[0]["findings"].as_array().unwrap().len(), 1);
    assert_eq!(only[0]["findings"][0]["rule"], "contact");
    assert_eq!(only[0]["findings"][0]["field"], "description");
    assert_eq!(only[0]["findings"][0]["words"], "加微信ab12345");

    // The operator's own words, and what of ours does not interest here.
    let table = write(data.path(), "words.txt", "[promise] 本区公约\n+ 顶呱呱\n");
    let config =
        format!("[[feed]]\nurl = {url:?}\n[screening]\ntable = {table:?}\nhold = [\"promise\"]\nignore = [\"sex\"]\n");
    let config = write(data.path(), "config.toml", &config);
    let flagged = said(&zhaohuo(&data, &["flags", "--config", &config]));
    assert!(
        flagged.contains("▲ 许诺过头：干什么：【顶呱呱】的活  依据：本区公约"),
        "{flagged}"
    );
    assert!(!flagged.contains("限男女"), "{flagged}");

    write(data.path(), "words.txt", "[promise]\n+ (顶呱呱\n");
    let refused = zhaohuo(&data, &["flags", "--config", &config]);
    assert_eq!(refused.status.code(), Some(2));
    let words = complained(&refused);
    assert!(
        words.contains("words.txt: line 2: ") && words.contains("unclosed group"),
        "{words}"
    );
    assert_eq!(zhaohuo(&data, &["flags", "--rule", "sexx"]).status.code(), Some(2));
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

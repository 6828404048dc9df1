//! The log of an account that may not read the store: what the kiosk says of itself.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;
use zhaohuo::decision::Act;
use zhaohuo::edge::store::Store;
use zhaohuo::posting::PostingId;
use zhaohuo::text::CleanText;

use super::Launch;

/// More than one answer holds, let alone one page.
const LONG_DAY: i64 = 4_000;

/// Asks as an account would that finds no store where it looks, and only knows the configuration.
fn from_afar(home: &TempDir, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
    command.args(["staff", "log"]).args(arguments).env_clear();
    command.arg("--config").arg(home.path().join("afar.toml"));
    command.arg("--data").arg(home.path().join("nothing-here"));
    let output = command.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.success(), said)
}

fn line(socket: &Path, asked: &Value) -> String {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.write_all(format!("{asked}\n").as_bytes()).unwrap();
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).unwrap();
    answer
}

fn asked(socket: &Path, asked: &Value) -> Value {
    serde_json::from_str(&line(socket, asked)).unwrap()
}

fn today() -> String {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    jiff::Timestamp::now().to_zoned(zone).date().to_string()
}

fn a_long_day(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let store = Store::open(folder).unwrap();
    let (id, title) = (PostingId(CleanText::new("市:1", 20)), CleanText::new("搬运工", 20));
    let who = CleanText::new("op1", 20);
    for nth in 0..LONG_DAY {
        let remark = Act::Remark(CleanText::line(&format!("{nth} {}", "问过单位".repeat(40))));
        store
            .decide((&id, &title), &remark, &who, jiff::Timestamp::now())
            .unwrap();
    }
}

#[test]
fn where_the_store_cannot_be_read_the_kiosk_says_what_its_log_holds() {
    let home = tempfile::tempdir().unwrap();
    let socket = home.path().join("control.sock");
    let settings = format!("control = {socket:?}\n");
    std::fs::write(home.path().join("afar.toml"), &settings).unwrap();
    let (went, said) = from_afar(&home, &["--verify"]);
    assert!(!went && said.contains("还没有数据"), "without a kiosk: {said}");

    let kiosk = Launch::new().configured(&settings).prepared(a_long_day).start();
    kiosk.wait_for_postings();
    let day = today();
    let (went, said) = from_afar(&home, &["--day", &day]);
    let lines: Vec<&str> = said.lines().collect();
    assert!(went && lines.len() == 4_001, "{} lines", lines.len());
    let last = lines[4_000];
    assert!(
        last.starts_with(&format!("找活自己说：{day}  4000 条，到第 4000 条")),
        "{last}"
    );
    let link = last.rsplit(' ').next().unwrap();
    // Beside the store the same words are said, by whoever reads it.
    let beside = String::from_utf8(kiosk.beside(&["staff", "log", "--day", &day]).stdout).unwrap();
    assert_eq!(beside, said.replace("找活自己说：", ""));
    let (went, said) = from_afar(&home, &["--day", &day, "--json"]);
    let whole: Value = serde_json::from_str(&said).unwrap();
    assert!(went && whole["said_by"] == "kiosk" && whole["link"] == link);
    assert_eq!(whole["entries"].as_array().unwrap().len(), 4_000);

    let (went, said) = from_afar(&home, &["--verify", "--anchor", link]);
    assert!(
        went && said.starts_with("找活自己说：日志完整，4000 条") && said.contains("是第 4000 条"),
        "{said}"
    );
    let (went, said) = from_afar(&home, &["--verify", "--anchor", &"ab".repeat(32)]);
    assert!(!went && said.contains("找活自己说：给的那一环不在日志里"), "{said}");

    let database = rusqlite::Connection::open(kiosk.folder().join("zhaohuo.db")).unwrap();
    database
        .execute("UPDATE audit SET who = 'op9' WHERE seq = 7", [])
        .unwrap();
    for arguments in [&["--verify"][..], &["--day", &day]] {
        let (went, said) = from_afar(&home, arguments);
        assert!(!went && said.contains("找活自己说：日志从第 7 条起对不上"), "{said}");
    }
}

#[test]
fn the_log_is_asked_for_line_by_line_and_no_answer_is_too_long() {
    let kiosk = Launch::new().prepared(a_long_day).start();
    kiosk.wait_for_postings();
    let socket = kiosk.folder().join("control.sock");
    let checked = asked(&socket, &json!({"version": 1, "ask": "verify"}));
    assert_eq!(checked["result"]["entries"], LONG_DAY);
    let link = checked["result"]["link"].as_str().unwrap();
    let found = asked(&socket, &json!({"version": 1, "ask": "verify", "anchor": link}));
    assert_eq!(found["result"]["anchored_at"], LONG_DAY);

    let (mut after, mut pages, mut entries) = (json!(0), 0, 0);
    while !after.is_null() {
        let page = line(
            &socket,
            &json!({"version": 1, "ask": "day", "day": today(), "after": after}),
        );
        assert!(page.len() < 512 * 1024, "{} bytes", page.len());
        let page: Value = serde_json::from_str(&page).unwrap();
        entries += page["result"]["entries"].as_array().unwrap().len();
        assert_eq!(page["result"]["link"], link);
        (after, pages) = (page["result"]["next"].clone(), pages + 1);
    }
    assert!(pages > 1, "{pages}");
    assert_eq!(entries, 4_000);

    for (spoiled, why) in [
        (json!({"version": 1, "ask": "verify", "anchor": "beef"}), "64 位"),
        (json!({"version": 1, "ask": "day"}), "不懂这个请求"),
        (json!({"version": 1, "ask": "day", "day": "昨天"}), "不懂这个请求"),
    ] {
        let answer = asked(&socket, &spoiled);
        assert!(
            answer["ok"] == false && answer["error"].as_str().unwrap().contains(why),
            "{answer}"
        );
    }
    // A day at the end of the calendar is an empty one.
    let last = asked(&socket, &json!({"version": 1, "ask": "day", "day": "9999-12-31"}));
    assert_eq!(last["result"]["entries"], json!([]), "{last}");
}

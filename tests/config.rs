//! The commented example and the program agree, and a mistake in a configuration is said so that it can be mended.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use std::collections::BTreeSet;
use std::process::Command;
use std::process::Output;

use zhaohuo::config::Config;
use zhaohuo::config::Feed;
use zhaohuo::config::Hall;
use zhaohuo::config::Printer;
use zhaohuo::config::Screen;
use zhaohuo::config::Target;

const EXAMPLE: &str = include_str!("../packaging/config.toml");

/// The example with every setting in force: `#key = value` is one, `# words` is prose.
fn uncommented() -> String {
    let is_setting = |line: &&str| line.starts_with('#') && !line[1..].starts_with([' ', '#']) && line.len() > 1;
    let lines = EXAMPLE
        .lines()
        .map(|line| if is_setting(&line) { &line[1..] } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn error(text: &str) -> String {
    Config::parse(text).unwrap_err().to_string()
}

/// What an unknown key in a table is told: the keys that there are. None where `header` begins no table.
fn known_keys(header: &str) -> Option<Vec<String>> {
    let message = error(&format!("{header}\nno_such_key = 1"));
    let (_, expected) = message.split_once("unknown field `no_such_key`, expected ")?;
    let list = expected.lines().next()?;
    Some(list.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

/// `station.name` and all others that the program knows, asked from the program.
fn keys_of_the_program() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for key in known_keys("").unwrap() {
        let table = known_keys(&format!("[{key}]")).or_else(|| known_keys(&format!("[[{key}]]")));
        match table {
            Some(inner) => keys.extend(inner.iter().map(|inner| format!("{key}.{inner}"))),
            None => drop(keys.insert(key)),
        }
    }
    keys
}

/// The same, as the example has them.
fn keys_of_the_example() -> BTreeSet<String> {
    let whole: toml::Table = uncommented().parse().unwrap();
    let mut keys = BTreeSet::new();
    for (key, value) in &whole {
        let inner = value.as_table().or_else(|| value.get(0)?.as_table());
        match inner {
            Some(table) => keys.extend(table.keys().map(|inner| format!("{key}.{inner}"))),
            None => drop(keys.insert(key.clone())),
        }
    }
    keys
}

#[test]
fn the_example_as_it_is_changes_nothing() {
    let config = Config::parse(EXAMPLE).unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
}

#[test]
fn the_example_documents_every_key_and_no_other() {
    let known = keys_of_the_program();
    assert!(known.contains("feed.poll_secs") && known.contains("visit.idle_secs") && known.contains("locked"));
    assert_eq!(keys_of_the_example(), known);
}

#[test]
fn what_the_example_calls_a_default_is_the_default() {
    let (config, default) = (Config::parse(&uncommented()).unwrap(), Config::default());
    Hall::of(&config).unwrap();
    assert_eq!(config.allow, default.allow);
    assert_eq!(config.locked, default.locked);
    assert_eq!(config.time_zone, default.time_zone);
    // A hall chooses its own quiet hours; without them there are none.
    assert!(config.visit.quiet.is_some() && default.visit.quiet.is_none());
    assert_eq!(
        (config.visit.idle_secs, config.visit.idle_code_secs),
        (default.visit.idle_secs, default.visit.idle_code_secs)
    );
    assert!(config.screen.speech.is_some() && default.screen.speech.is_none());
    let screen = Screen {
        speech: None,
        ..config.screen
    };
    assert_eq!(format!("{screen:?}"), format!("{:?}", default.screen));
    // A hall has its own PIN; without one there is no such screen.
    assert!(config.maintenance.pin.is_some() && default.maintenance.pin.is_none());
    // A hall names its own printer; without one there is none.
    assert!(config.printer.to.is_some() && default.printer.to.is_none());
    let printer = Printer {
        to: None,
        ..config.printer
    };
    assert_eq!(format!("{printer:?}"), format!("{:?}", default.printer));
    // A box that nobody watches writes no figures.
    assert!(config.metrics.file.is_some() && default.metrics.file.is_none());
    assert_eq!(config.metrics.write_secs, default.metrics.write_secs);
    let feed = &config.feed[0];
    // A feed that anybody may read wants no token.
    assert!(feed.credential.is_some() && Feed::at(&feed.url).credential.is_none());
    let plain = Feed {
        name: feed.name.clone(),
        credential: feed.credential.clone(),
        ..Feed::at(&feed.url)
    };
    assert_eq!(format!("{feed:?}"), format!("{plain:?}"));
}

#[test]
fn an_unknown_key_is_told_its_line_and_the_nearest_known_one() {
    let said = error("locked = true\n\n[visit]\nidle_sec = 90\n");
    assert!(said.contains("line 4, column 1"), "{said}");
    assert!(said.contains("unknown field `idle_sec`"), "{said}");
    assert!(said.ends_with("did you mean `idle_secs`?"), "{said}");
    for (text, meant) in [
        ("time_zome = \"UTC\"", "time_zone"),
        ("[statoin]", "station"),
        ("[station]\nsupervision_fone = \"1\"", "supervision_phone"),
        ("[[feed]]\nurl = \"https://a.example\"\npoll_sec = 9", "poll_secs"),
        ("[screen]\nlanguage = [\"en\"]", "languages"),
    ] {
        assert!(
            error(text).ends_with(&format!("did you mean `{meant}`?")),
            "{}",
            error(text)
        );
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_told_its_line_and_the_right_kind() {
    for (text, line, wanted) in [
        ("locked = \"yes\"", "line 1, column 10", "expected a boolean"),
        ("[visit]\nidle_secs = \"a minute\"", "line 2, column 13", "expected u64"),
        ("[visit]\nidle_secs = -1", "line 2, column 13", "expected u64"),
        (
            "[screen]\ntheme = \"pink\"",
            "line 2, column 9",
            "expected one of `dark`, `light`, `contrast`",
        ),
        (
            "[screen]\nspeech = \"say\"",
            "line 2, column 10",
            "expected `spd-say` or `espeak-ng`",
        ),
        ("[[feed]]\nname = \"x\"", "line 1, column 1", "missing field `url`"),
        ("allow = \"*.gov.cn\"", "line 1, column 9", "expected a sequence"),
        ("locked = tru", "line 1, column 10", "TOML parse error"),
    ] {
        let said = error(text);
        assert!(said.contains(line) && said.contains(wanted), "{text}: {said}");
    }
}

#[test]
fn a_value_that_cannot_be_is_told_its_key_and_why() {
    let feed = |rest: &str| format!("[[feed]]\nurl = \"https://a.example/feed.json\"\n{rest}");
    for (text, key, why) in [
        (feed("poll_secs = 1"), "feed.poll_secs", "1 is too little; at least 5"),
        (feed("total_timeout_secs = 0"), "feed.total_timeout_secs", "at least 1"),
        (feed("max_bytes = 10"), "feed.max_bytes", "at least 1024"),
        (
            "[[feed]]\nurl = \"ftp://a.example\"".to_owned(),
            "feed.url",
            "no http or https",
        ),
        ("[[feed]]\nurl = \"jobs\"".to_owned(), "feed.url", "\"jobs\""),
        ("time_zone = \"Mars\"".to_owned(), "time_zone", "Mars"),
        (
            "[station]\nlatitude = 36.1".to_owned(),
            "station.latitude",
            "needs its longitude",
        ),
        (
            "[station]\nlongitude = 120.3".to_owned(),
            "station.latitude",
            "the other way round",
        ),
        (
            "[station]\nlatitude = 136.1\nlongitude = 120.3".to_owned(),
            "station.latitude",
            "off the globe",
        ),
        ("allow = [\"*.com\"]".to_owned(), "allow", "\"*.com\" is no host name"),
        ("allow = [\"a b\"]".to_owned(), "allow", "\"a b\" is no host name"),
        (
            "[visit]\nidle_secs = 5".to_owned(),
            "visit.idle_secs",
            "5 is too little; at least 25",
        ),
        (
            "[visit]\nidle_code_secs = 10".to_owned(),
            "visit.idle_code_secs",
            "10 is too little; at least 25",
        ),
        (
            "[network]\nproxy = \"proxy\"".to_owned(),
            "network.proxy",
            "relative URL",
        ),
        (
            "[screen]\nlanguages = []".to_owned(),
            "screen.languages",
            "at least one",
        ),
        (
            "[printer]\npaper = 76".to_owned(),
            "printer.paper",
            "76 is no width of paper rolls; 58 or 80",
        ),
        (
            "[printer]\nto = \"lp0\"".to_owned(),
            "printer.to",
            "\"lp0\" is none of \"/dev/usb/lp0\"",
        ),
    ] {
        let said = error(&text);
        assert!(
            said.starts_with(&format!("`{key}`: ")) && said.contains(why),
            "{text}: {said}"
        );
    }
}

#[test]
fn a_pin_that_somebody_wrote_in_the_place_of_its_hash_is_refused_and_not_repeated() {
    for written in ["\"024680\"", "24680135", "\"$argon2id$024680\"", "[24680135]", "024680"] {
        let said = error(&format!("[maintenance]\npin = {written}"));
        assert!(!said.contains("24680"), "{said}");
        assert!(said.contains("pin"), "{said}");
        assert!(written == "024680" || said.starts_with("`maintenance.pin`: "), "{said}");
    }
    for written in ["pin=024680", "pin\t=\t024680", "\"pin\" = 024680"] {
        let said = error(&format!("[maintenance]\n{written}"));
        assert!(!said.contains("24680"), "{said}");
    }
    let config = Config::parse(&uncommented()).unwrap();
    let (pin, debug) = (config.maintenance.pin.clone().unwrap(), format!("{config:?}"));
    assert!(!debug.contains(pin.as_str()), "{debug}");
}

#[test]
fn figures_go_to_a_file_that_the_collector_reads() {
    let said = |rest: &str| error(&format!("[metrics]\n{rest}"));
    assert_eq!(
        said("write_secs = 1"),
        "`metrics.write_secs`: 1 is too little; at least 5"
    );
    for file in ["zhaohuo.prom", "/var/lib/zhaohuo.txt", "/var/lib/prom", ""] {
        let said = said(&format!("file = {file:?}"));
        assert!(
            said.starts_with("`metrics.file`: ") && said.contains("ends in .prom"),
            "{file}: {said}"
        );
    }
}

#[test]
fn a_printer_is_a_device_an_address_a_queue_or_a_file() {
    let target = |to: &str| {
        let config = Config::parse(&format!("[printer]\nto = {to:?}"));
        config.map(|config| config.printer.target().unwrap().unwrap())
    };
    let tcp = |address: &str| Target::Tcp(address.to_owned());
    for (written, wanted) in [
        ("/dev/usb/lp0", Target::Device("/dev/usb/lp0".into())),
        ("tcp://10.0.0.5:9100", tcp("10.0.0.5:9100")),
        ("tcp://slips.hall.example", tcp("slips.hall.example:9100")),
        ("tcp://10.0.0.5:80", tcp("10.0.0.5:80")),
        ("tcp://[fd00::5]:9100/", tcp("[fd00::5]:9100")),
        ("cups:XP-58_II", Target::Cups("XP-58_II".to_owned())),
        ("file:/var/lib/slips", Target::File("/var/lib/slips".into())),
    ] {
        assert_eq!(target(written).as_ref(), Ok(&wanted), "{written}");
    }
    for written in [
        "",
        "lp0",
        "tcp://",
        "tcp://a:b@host",
        "tcp://host/path",
        "tcp://host:99999",
        "cups:",
        "cups:-o",
        "cups:a b",
        "file:slips",
        "usb://1",
    ] {
        let said = target(written).unwrap_err().to_string();
        assert!(said.starts_with("`printer.to`: "), "{written}: {said}");
    }
}

#[test]
fn a_language_without_a_file_is_told_which_there_are() {
    let config = Config::parse("[screen]\nlanguages = [\"xx\"]").unwrap();
    let said = Hall::of(&config).unwrap_err().to_string();
    assert!(
        said.starts_with("`screen.languages`: there is no \"xx\", only "),
        "{said}"
    );
    assert!(said.contains("zh-CN"), "{said}");
}

fn pull_with(config: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    #[expect(clippy::disallowed_methods, reason = "the program reads a file")]
    std::fs::write(&path, config).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
    command.arg("pull").arg("--config").arg(path);
    command.arg("--data").arg(folder.path().join("data")).output().unwrap()
}

#[test]
fn the_program_starts_with_the_example() {
    let output = pull_with(EXAMPLE);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_program_ends_with_2_and_shows_the_line() {
    for (text, wanted) in [
        ("locked = true\n[visit]\nidle_sec = 90", "3 | idle_sec = 90"),
        ("locked = true\n[visit]\nidle_sec = 90", "did you mean `idle_secs`?"),
        ("locked = 1", "1 | locked = 1"),
        ("time_zone = \"Mars\"", "config.toml: `time_zone`: "),
        (
            "[screen]\nlanguages = [\"xx\"]",
            "`screen.languages`: there is no \"xx\"",
        ),
    ] {
        let output = pull_with(text);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}: {said}");
        assert!(said.contains(wanted), "{text}: {said}");
        assert!(output.stdout.is_empty(), "{text}");
    }
}

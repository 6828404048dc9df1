//! One configuration for all halls, and a small file for each: what both say together, and whose mistake is whose.

#![expect(clippy::disallowed_methods, reason = "the program reads files")]

use std::process::Command;

use zhaohuo::config::Config;
use zhaohuo::config::Layers;
use zhaohuo::config::Written;

const SHARED: &str = include_str!("../packaging/config.toml");
const OWN: &str = include_str!("../packaging/hall.toml");

fn written(name: &str, text: &str) -> Written {
    Written {
        path: name.into(),
        text: text.to_owned(),
    }
}

fn layers(shared: &str, own: &str) -> Layers {
    Layers {
        shared: Some(written("config.toml", shared)),
        own: Some(written("hall.toml", own)),
    }
}

/// With every setting in force: `#key = value` is one, `# words` is prose.
fn uncommented(text: &str) -> String {
    let is_setting = |line: &&str| line.starts_with('#') && !line[1..].starts_with([' ', '#']) && line.len() > 1;
    let lines = text
        .lines()
        .map(|line| if is_setting(&line) { &line[1..] } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn both_examples_as_they_are_change_nothing() {
    let config = layers(SHARED, OWN).config().unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
}

#[test]
fn the_example_of_a_hall_is_all_taken() {
    let config = layers("", &uncommented(OWN)).config().unwrap();
    assert_eq!(config.station.name.unwrap().as_str(), "海泊河零工市场");
    assert!(config.station.latitude.is_some() && config.station.longitude.is_some());
    assert!(config.printer.to.is_some() && config.visit.quiet.is_some());
    assert_eq!(format!("{:?}", config.screen.theme), "Light");
}

#[test]
fn the_hall_counts_key_by_key_and_a_list_is_one_value() {
    let shared = "time_zone = \"UTC\"\nallow = [\"*.gov.cn\", \"jobs.example.cn\"]\n\
                  [station]\nname = \"甲\"\nsponsor = \"某局\"\n[visit]\nidle_secs = 90\n\
                  [[feed]]\nurl = \"https://a.example/1\"\n[[feed]]\nurl = \"https://a.example/2\"\n\
                  [[hotline]]\nname = \"投诉\"\nphone = \"1\"\ntopics = [\"arrears\"]\n";
    let own = "allow = [\"own.example.cn\"]\nstation.name = \"乙\"\nvisit = { idle_code_secs = 200 }\n\
               [[feed]]\nurl = \"https://b.example/3\"\n";
    let config = layers(shared, own).config().unwrap();
    assert_eq!(config.time_zone, "UTC");
    assert_eq!(config.allow, ["own.example.cn"]);
    assert_eq!(config.station.name.unwrap().as_str(), "乙");
    assert_eq!(config.station.sponsor.unwrap().as_str(), "某局");
    assert_eq!((config.visit.idle_secs, config.visit.idle_code_secs), (90, 200));
    let feeds: Vec<&str> = config.feed.iter().map(|feed| feed.url.as_str()).collect();
    assert_eq!(feeds, ["https://b.example/3"]);
    assert_eq!(config.hotline.len(), 1);
}

#[test]
fn half_of_a_pair_in_each_file_is_a_pair() {
    let config = layers("[station]\nlatitude = 36.1", "[station]\nlongitude = 120.3").config();
    assert!(config.unwrap().station.geo().unwrap().is_some());
}

#[test]
fn a_mistake_names_the_file_that_it_is_in_and_the_line() {
    let good = "[station]\nname = \"甲\"\n[visit]\nidle_secs = 90\n";
    for (shared, own, said, fault) in [
        // No TOML, unknown, of a wrong kind.
        (
            good,
            "\n[station",
            "hall.toml: TOML parse error at line 2",
            "设置 hall.toml 第 2 行有错",
        ),
        (
            good,
            "[visit]\nidle_sec = 9",
            "did you mean `idle_secs`?",
            "设置 hall.toml 第 2 行有错",
        ),
        (
            "[visit]\n\nidle_sec = 9",
            good,
            "config.toml: TOML parse error at line 3",
            "设置第 3 行有错",
        ),
        // What cannot be: whoever counts has set it.
        (
            good,
            "[visit]\nidle_secs = 1",
            "hall.toml: `visit.idle_secs`: 1",
            "设置 hall.toml 第 2 行有错",
        ),
        (
            "[visit]\nidle_secs = 1",
            "[station]\n",
            "config.toml: `visit.idle_secs`: 1",
            "设置第 2 行有错",
        ),
        (
            good,
            "[screen]\nlanguages = [\"xx\"]",
            "hall.toml: `screen.languages`: ",
            "设置 hall.toml 第 2 行有错",
        ),
        (
            good,
            "[station]\nlongitude = 1.0",
            "hall.toml: `station.latitude`: ",
            "设置 hall.toml 有错",
        ),
        (
            "[station]\nlongitude = 1.0",
            "[visit]\n",
            "config.toml: `station.latitude`: ",
            "设置有错",
        ),
        (
            good,
            "[[feed]]\nurl = \"ftp://a\"",
            "hall.toml: `feed.url`: ",
            "设置 hall.toml 第 2 行有错",
        ),
    ] {
        let wrong = layers(shared, own).config().unwrap_err();
        assert!(wrong.to_string().contains(said), "{own}: {wrong}");
        let line = wrong.fault.to_string();
        assert!(
            line.starts_with(fault) && line.contains("，用的是上次的："),
            "{own}: {line}"
        );
    }
    // A wrong value that the hall has put right is none.
    assert!(
        layers("[visit]\nidle_secs = 1", "[visit]\nidle_secs = 60")
            .config()
            .is_ok()
    );
}

#[test]
fn what_is_kept_says_the_same_as_both() {
    let both = layers(&uncommented(SHARED), &uncommented(OWN));
    let kept = both.text().unwrap();
    let config = Config::parse(&kept).unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", both.config().unwrap()));
    // Without a file of the hall's own, the shared one itself.
    let alone = Layers {
        own: None,
        ..both.clone()
    };
    assert_eq!(alone.text().unwrap(), uncommented(SHARED));
}

#[test]
fn an_empty_file_is_a_lost_one_only_where_it_was_not_empty() {
    let both = layers("locked = true", "[station]\nname = \"甲\"");
    let kept = both.text().unwrap();
    let lost = |shared: &str, own: &str, kept: &str| layers(shared, own).lost(kept).map(|fault| fault.to_string());
    assert_eq!(lost("locked = true", "[station]\nname = \"甲\"", &kept), None);
    assert_eq!(
        lost("locked = true", "\n", &kept).unwrap(),
        "设置 hall.toml 有错，用的是上次的：文件是空的"
    );
    assert_eq!(
        lost("", "[station]\nname = \"甲\"", &kept).unwrap(),
        "设置有错，用的是上次的：文件是空的"
    );
    // A hall that has all of it in its own file, and one that never wrote anything there.
    let own_only = layers("", "[station]\nname = \"甲\"").text().unwrap();
    assert_eq!(lost("", "[station]\nname = \"乙\"", &own_only), None);
    let shared_only = layers("locked = true", "").text().unwrap();
    assert_eq!(lost("locked = true", "", &shared_only), None);
}

#[test]
fn the_program_reads_the_file_beside_the_one_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let pull = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
        command.args(["pull", "--config"]).arg(at("config.toml"));
        let output = command.arg("--data").arg(at("data")).output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        (output.status.code(), said)
    };
    // A feed whose token is nowhere fails at once.
    let feed =
        |name: &str| format!("[[feed]]\nurl = \"https://a.example/\"\nname = \"{name}\"\ncredential = \"none\"\n");
    std::fs::write(at("config.toml"), feed("甲")).unwrap();
    assert!(pull().1.contains("甲："), "{}", pull().1);
    std::fs::write(at("hall.toml"), feed("乙")).unwrap();
    let (_, said) = pull();
    assert!(said.contains("乙：") && !said.contains('甲'), "{said}");
    std::fs::write(at("hall.toml"), "[visit]\nidle_sec = 1\n").unwrap();
    let (code, said) = pull();
    assert!(
        code == Some(2) && said.contains("hall.toml: TOML parse error at line 2"),
        "{said}"
    );
    // Named by a relative path too.
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
    command.current_dir(folder.path());
    let output = command.args(["pull", "--config", "config.toml"]).output().unwrap();
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("hall.toml: "),
        "{output:?}"
    );
}

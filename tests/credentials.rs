//! A feed that wants a token gets it from a file of systemd's, and nobody else gets it: the built program, real servers
//! on the loopback.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test is at the edge too; one that cannot go on may as well stop there"
)]

#[path = "support/hall.rs"]
#[expect(dead_code, reason = "the feeds of it are used here, not its store")]
mod hall;
#[path = "support/server.rs"]
#[expect(dead_code, reason = "a part of it is used here")]
mod server;
#[path = "support/skip.rs"]
mod skip;
#[path = "credentials/tls.rs"]
mod tls;

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use axum::body::Body;
use axum::http::Response;
use hall::feed;
use server::Honest;
use server::ok;
use tempfile::TempDir;
use zhaohuo::config::Config;

const TOKEN: &str = "eyJhbGciOi.JIUzI1NiJ9-geheim_~+/=";

/// A machine with a folder of credentials and a configuration.
struct Machine(TempDir);

/// What a pull said, with its debug log.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    text: String,
}

impl Machine {
    fn with(credentials: &[(&str, &str)]) -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(machine.at("credentials")).unwrap();
        for (name, text) in credentials {
            std::fs::write(machine.at("credentials").join(name), text).unwrap();
        }
        machine
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, toml: &str, arguments: &[&str]) -> Said {
        std::fs::write(self.at("config.toml"), toml).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_zhaohuo"))
            .args(arguments)
            .arg("--config")
            .arg(self.at("config.toml"))
            .arg("--data")
            .arg(self.at("data"))
            .env("CREDENTIALS_DIRECTORY", self.at("credentials"))
            .env("ZHAOHUO_LOG", "trace")
            .output()
            .unwrap();
        Said {
            code: output.status.code(),
            text: String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned(),
        }
    }

    fn pull(&self, toml: &str) -> Said {
        self.run(toml, &["pull"])
    }

    /// Every file that the program has left.
    fn left(&self) -> Vec<u8> {
        fn read(folder: &Path, all: &mut Vec<u8>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, all);
                } else {
                    all.extend(std::fs::read(path).unwrap());
                }
            }
        }
        let mut all = Vec::new();
        read(&self.at("data"), &mut all);
        all
    }
}

fn contains(all: &[u8], part: &str) -> bool {
    all.windows(part.len()).any(|window| window == part.as_bytes())
}

fn one(url: &str, name: &str) -> String {
    format!("[[feed]]\nurl = \"{url}\"\ncredential = \"{name}\"\n")
}

/// Gives the feed to whoever has the token.
async fn guarded() -> Honest {
    Honest::start(|headers| {
        if headers
            .get("authorization")
            .is_some_and(|value| value == &format!("Bearer {TOKEN}"))
        {
            ok(feed(0..3, "搬运"))
        } else {
            Response::builder().status(401).body(Body::empty()).unwrap()
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_reaches_its_feed_and_shows_nowhere() {
    let server = guarded().await;
    // As systemd names what it loads from a folder, as it is called in that folder, with what an editor leaves.
    for (file, text) in [
        ("feed_hrss", format!("{TOKEN}\n")),
        ("hrss", format!("  {TOKEN}\r\n\n")),
    ] {
        let machine = Machine::with(&[(file, &text)]);
        let toml = one(&server.url(), "hrss");
        let said = machine.pull(&toml);
        assert!(said.code == Some(0) && said.text.contains("新 3"), "{file}: {said:?}");
        let listed = machine.run(&toml, &["jobs", "--json"]);
        assert!(listed.text.contains("搬运 1"), "{listed:?}");
        for shown in [said.text.as_bytes(), listed.text.as_bytes(), &machine.left()] {
            assert!(!contains(shown, "geheim"), "{}", String::from_utf8_lossy(shown));
        }
    }
    // A feed that names none is sent none.
    let machine = Machine::with(&[("hrss", TOKEN)]);
    let said = machine.pull(&format!("[[feed]]\nurl = \"{}\"\n", server.url()));
    assert!(said.text.contains("对方不让看（401）"), "{said:?}");
    assert_eq!(server.requests().last().unwrap().get("authorization"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_there_costs_its_feed_only() {
    let (guarded, open) = (guarded().await, Honest::start(|_| ok(feed(0..2, "保洁"))).await);
    let machine = Machine::with(&[
        ("empty", " \n"),
        ("two", "geheim1\ngeheim2\n"),
        ("binary", "geheim\u{1}"),
    ]);
    std::fs::create_dir(machine.at("credentials/folder")).unwrap();
    std::fs::write(machine.at("credentials/latin"), b"geheim\xff").unwrap();
    let long = "geheim".repeat(1000);
    std::fs::write(machine.at("credentials/long"), long).unwrap();
    for (name, why) in [
        ("nobody", "里没有这个数据源的 credential 写的那个文件"),
        ("empty", "这个数据源的令牌文件是空的"),
        ("two", "里不是一行令牌"),
        ("binary", "里不是一行令牌"),
        ("long", "里不是一行令牌"),
        ("latin", "这个数据源的令牌读不了"),
        ("folder", "这个数据源的令牌读不了"),
    ] {
        let toml = format!("{}[[feed]]\nurl = \"{}\"\n", one(&guarded.url(), name), open.url());
        let said = machine.pull(&toml);
        assert!(said.code == Some(1) && said.text.contains(why), "{name}: {said:?}");
        // The other one has come, or had nothing new.
        assert!(
            said.text.contains("新 2") || said.text.contains("没有变化") || said.text.contains("新 0"),
            "{said:?}"
        );
        let nowhere = !said.text.contains("geheim") && !contains(&machine.left(), "geheim");
        assert!(nowhere, "{name}: {said:?}");
    }
    assert!(guarded.requests().is_empty(), "asked without its token");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_not_sent_over_an_open_line() {
    let machine = Machine::with(&[("hrss", TOKEN)]);
    let said = machine.pull(&one("http://feed.example/", "hrss"));
    assert!(
        said.code == Some(2) && said.text.contains("`feed.credential`: is not sent over http"),
        "{said:?}"
    );
}

/// The feed's server sends on: to itself, which is told the token again, and to another allowed host, which is not.
#[test]
fn a_token_goes_with_no_redirect_to_another_host() {
    let machine = Machine::with(&[("feed_hrss", TOKEN)]);
    let Some(web) = tls::Web::start(&machine.at("tls")) else {
        skip::skip("a_token_goes_with_no_redirect_to_another_host", "no openssl");
        return;
    };
    let toml = format!(
        "allow = [\"feed.example\", \"other.example\"]\n[network]\nproxy = \"http://{}\"\nca_file = {:?}\n{}",
        web.proxy,
        web.root,
        one("https://feed.example/feed.json", "hrss")
    );
    let said = machine.pull(&toml);
    assert!(said.code == Some(0) && said.text.contains("新 3"), "{said:?}");
    let bearer = Some(format!("Bearer {TOKEN}"));
    let seen = |place: &str, token: &Option<String>| (place.to_owned(), token.clone());
    assert_eq!(
        web.seen(),
        [
            seen("feed.example:443/feed.json", &bearer),
            seen("feed.example:443/new.json", &bearer),
            seen("other.example:443/feed.json", &None),
        ]
    );
    assert!(!said.text.contains("geheim"), "{said:?}");
}

#[test]
fn a_credential_is_the_name_of_a_file_and_goes_over_no_open_line() {
    let feed = |url: &str, written: &str| format!("[[feed]]\nurl = \"{url}\"\ncredential = {written}");
    let said = |url: &str, written: &str| {
        Config::parse(&feed(url, written))
            .map(drop)
            .map_err(|said| said.to_string())
    };
    for url in [
        "https://a.example/",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://localhost/",
    ] {
        assert_eq!(said(url, "\"hrss-2026_v1.token\""), Ok(()), "{url}");
    }
    for name in [
        "",
        ".",
        "..",
        "../shadow",
        "a/b",
        "/etc/shadow",
        "a b",
        "市人社局",
        "a:b",
        "a\\n",
    ] {
        let said = said("https://a.example/", &format!("\"{name}\"")).unwrap_err();
        assert!(
            said.starts_with("`feed.credential`: is no name of a file"),
            "{name}: {said}"
        );
    }
    let long = "x".repeat(65);
    assert!(said("https://a.example/", &format!("\"{long}\"")).is_err());
    for (url, why) in [
        ("http://a.example/", "over http"),
        ("http://10.0.0.5/", "over http"),
        ("http://127.0.0.1.example/", "over http"),
        ("https://op:word@a.example/", "beside a user"),
    ] {
        let said = said(url, "\"hrss\"").unwrap_err();
        assert!(
            said.starts_with("`feed.credential`: ") && said.contains(why),
            "{url}: {said}"
        );
    }
    // Where somebody wrote the token itself, nothing repeats it.
    for written in [
        "\"geheim/1\"",
        "24680135",
        "[24680135]",
        "geheim",
        "\"geheim",
        "{ geheim = 1 }",
    ] {
        let said = said("https://a.example/", written).unwrap_err();
        assert!(!said.contains("geheim") && !said.contains("24680135"), "{said}");
    }
    let config = Config::parse(&feed("https://a.example/", "\"geheim\"")).unwrap();
    assert!(!format!("{config:?}").contains("geheim"));
}

//! A machine to look at: a folder for its data, a configuration, and servers for its feeds.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Output;
use std::sync::Arc;
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

use crate::shell::complained;
use crate::shell::zhaohuo;

/// A feed of two postings.
pub(crate) const TWO: &str = r#"{"@type":"DataFeed","dataFeedElement":[
    {"@type":"DataFeedItem","item":{"@type":"JobPosting","identifier":"p1","title":"搬运 1"}},
    {"@type":"DataFeedItem","item":{"@type":"JobPosting","identifier":"p2","title":"搬运 2"}}]}"#;

pub(crate) struct Box {
    home: TempDir,
}

impl Box {
    /// Nothing is configured.
    pub(crate) fn new() -> Self {
        Self::configured("")
    }

    pub(crate) fn with_feed(url: &str) -> Self {
        Self::configured(&format!("[[feed]]\nurl = \"{url}\"\nname = \"市人社局\"\n"))
    }

    pub(crate) fn configured(toml: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("config.toml"), toml).unwrap();
        Self { home }
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let config = self.home.path().join("config.toml");
        let config = ["--config", config.to_str().unwrap()];
        zhaohuo(&self.home, &[&config, arguments].concat())
    }

    /// What it says in JSON, and it must end so.
    pub(crate) fn doctor(&self, exit: i32) -> Value {
        let output = self.run(&["doctor", "--json"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{said}\n{}", complained(&output));
        serde_json::from_str(&said).unwrap()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// Every file but the memory that readers of SQLite share, with what is in it.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.data()).unwrap().map(|entry| entry.unwrap().path());
        let shared = |path: &PathBuf| ["-shm", "-wal"].iter().any(|end| path.to_string_lossy().ends_with(end));
        let files = entries.filter(|path| path.is_file() && !shared(path));
        files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// Answers each request with a body, dated as it is told.
pub(crate) fn server(answer: impl Fn() -> (SystemTime, String) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.unwrap(), Arc::clone(&answer));
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]).unwrap();
                let (date, body) = answer();
                let head = format!(
                    "HTTP/1.1 200 OK\r\nDate: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    httpdate::fmt_http_date(date),
                    body.len()
                );
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(body.as_bytes()).unwrap();
            });
        }
    });
    format!("http://{address}/feed.json")
}

fn field<'a>(report: &'a Value, id: &str, field: &str) -> &'a str {
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["id"] == id);
    let Some(found) = found else {
        panic!("nothing is said of {id}: {report:#}");
    };
    found[field].as_str().unwrap_or_default()
}

pub(crate) fn level<'a>(report: &'a Value, id: &str) -> &'a str {
    field(report, id, "level")
}

pub(crate) fn what<'a>(report: &'a Value, id: &str) -> &'a str {
    field(report, id, "what")
}

pub(crate) fn todo<'a>(report: &'a Value, id: &str) -> &'a str {
    field(report, id, "todo")
}

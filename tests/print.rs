//! `zhaohuo print`, through the built program: on the terminal, into a file, and to printers of each kind.

#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the files that the program reads"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

#[path = "support/escpos.rs"]
mod escpos;
#[path = "support/printer.rs"]
mod network;
#[path = "support/shell.rs"]
mod shell;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use encoding_rs::GBK;
use escpos::Out;
use escpos::print;
use escpos::squeezed;
use network::Manner;
use network::Network;
use network::PAPER_OUT;
use network::READY;
use serde_json::json;
use shell::complained;
use shell::said;
use shell::serve;
use shell::zhaohuo;
use tempfile::TempDir;

const JOB_URL: &str = "https://jobs.city.example/p/1";

/// A hall that has pulled one posting, 市:1, and a configuration for the next calls.
struct Hall {
    data: TempDir,
    url: String,
}

impl Hall {
    fn open() -> Self {
        let data = TempDir::new().unwrap();
        let url = serve(
            json!([{"@type": "JobPosting", "title": "搬运工", "url": JOB_URL,
                "identifier": {"@type": "PropertyValue", "name": "市", "value": "1"},
                "baseSalary": {"currency": "CNY", "value": {"value": 230, "unitText": "DAY"}}}])
            .to_string(),
        );
        let hall = Self { data, url };
        assert!(hall.call(&["pull"], "").status.success());
        hall
    }

    fn call(&self, arguments: &[&str], printer: &str) -> Output {
        self.call_with_path(arguments, printer, "/usr/bin:/bin")
    }

    fn call_with_path(&self, arguments: &[&str], printer: &str, path: &str) -> Output {
        let config = self.data.path().join("config.toml");
        let text = format!(
            "allow = [\"jobs.city.example\"]\n[[feed]]\nurl = {:?}\n[printer]\n{printer}\n",
            self.url
        );
        fs::write(&config, text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
        command.arg("--data").arg(self.data.path()).arg("--config").arg(config);
        command.args(arguments).env_clear().env("PATH", path);
        command.output().unwrap()
    }
}

/// What a slip of the posting is, whoever takes it.
fn assert_is_the_slip(bytes: &[u8]) {
    let out = print(bytes, GBK).unwrap();
    let text = squeezed(&out);
    assert!(text.contains("搬运工230元/天") && text.contains("没写"), "{text}");
    let codes: Vec<&str> = out
        .iter()
        .filter_map(|out| match out {
            Out::Code(code) => Some(code.text.as_str()),
            Out::Row(_) | Out::Image(_) | Out::Feed(_) | Out::Cut => None,
        })
        .collect();
    assert_eq!(codes, [JOB_URL]);
    assert!(matches!(out.last(), Some(Out::Cut)));
}

#[test]
fn a_slip_is_shown_as_it_would_stand_on_the_paper() {
    let hall = Hall::open();
    let shown = hall.call(&["print", "市:1", "--preview"], "");
    let words = said(&shown);
    assert!(shown.status.success(), "{}", complained(&shown));
    assert!(words.contains("\n搬运工\n230 元/天\n"), "{words}");
    assert!(words.contains("\n--------------------------------\n"), "{words}");
    assert!(words.contains("████ ▄▄▄▄▄ █"), "{words}");
    assert!(words.contains("打开 jobs.city.example"), "{words}");
    let wide = said(&hall.call(&["print", "1", "--preview", "--paper", "80"], ""));
    assert!(wide.contains(&format!("\n{}\n", "-".repeat(48))), "{wide}");
    // As configured, where no flag says otherwise.
    assert_eq!(said(&hall.call(&["print", "1", "--preview"], "paper = 80")), wide);
}

#[test]
fn a_slip_goes_into_a_file_or_to_standard_output() {
    let hall = Hall::open();
    let file = hall.data.path().join("slip.bin");
    let written = hall.call(&["print", "1", "--to", file.to_str().unwrap()], "");
    assert!(written.status.success(), "{}", complained(&written));
    assert_is_the_slip(&fs::read(&file).unwrap());
    assert_is_the_slip(&hall.call(&["print", "1", "--to", "-"], "").stdout);
}

#[test]
fn a_slip_is_printed_once_on_the_printer_that_is_configured_and_its_end_is_told() {
    let hall = Hall::open();
    let network = Network::start(Some(READY), Manner::Well);
    let to = format!("to = {:?}", network.target());
    let printed = hall.call(&["print", "1"], &to);
    assert!(printed.status.success(), "{}", complained(&printed));
    assert_eq!(said(&printed), "打好了，拿好\n");
    let [slip] = network.slips().try_into().unwrap();
    assert_is_the_slip(&slip);

    network.becomes(PAPER_OUT);
    let refused = hall.call(&["print", "1"], &to);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        complained(&refused).contains("没打出来：打印机没纸了"),
        "{}",
        complained(&refused)
    );
    assert_eq!(network.slips().len(), 1);
}

#[test]
fn a_test_slip_needs_no_posting() {
    let data = TempDir::new().unwrap();
    let shown = zhaohuo(&data, &["print", "--test", "--preview"]);
    assert!(said(&shown).contains("\n打印机试一张\n"), "{}", complained(&shown));
    assert_eq!(zhaohuo(&data, &["print"]).status.code(), Some(2));
}

#[test]
fn without_a_printer_or_a_posting_the_exit_code_says_so() {
    let hall = Hall::open();
    let none = hall.call(&["print", "1"], "");
    assert_eq!(none.status.code(), Some(2));
    assert!(complained(&none).contains("没有设打印机"), "{}", complained(&none));
    let gone = hall.call(&["print", "1"], "to = \"/nowhere/lp0\"");
    assert_eq!(gone.status.code(), Some(1));
    assert!(complained(&gone).contains("打印机没接上"), "{}", complained(&gone));
    assert_eq!(hall.call(&["print", "7", "--preview"], "").status.code(), Some(3));
    let paper = hall.call(&["print", "1", "--preview", "--paper", "76"], "");
    assert_eq!(paper.status.code(), Some(2));
    assert!(complained(&paper).contains("`printer.paper`"), "{}", complained(&paper));
}

/// Two programs of CUPS, as far as their manual pages say what they do.
fn cups(folder: &Path, lpstat: &str, lp: &str) -> String {
    for (name, script) in [("lpstat", lpstat), ("lp", lp)] {
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    format!("{}:/usr/bin:/bin", folder.display())
}

#[test]
fn a_queue_of_cups_gets_the_bytes_as_they_are() {
    const IDLE: &str = "echo printer $2 is idle.";
    const TAKE: &str = "[ \"$*\" = '-d XP-58 -o raw -t zhaohuo' ] && cat > \"${0%/*}/spool\"";
    let print = |lpstat, lp| {
        let (hall, folder) = (Hall::open(), TempDir::new().unwrap());
        let path = cups(folder.path(), lpstat, lp);
        let ended = hall.call_with_path(&["print", "1"], "to = \"cups:XP-58\"", &path);
        (ended, fs::read(folder.path().join("spool")).ok())
    };
    let (printed, spooled) = print(IDLE, TAKE);
    assert!(printed.status.success(), "{}", complained(&printed));
    assert_is_the_slip(&spooled.unwrap());

    std::thread::scope(|scope| {
        for (lpstat, lp, wanted) in [
            ("exit 1", TAKE, "没打出来：打印机没接上"),
            (
                "echo printer $2 disabled since today",
                TAKE,
                "没打出来：打印机现在打不了",
            ),
            (IDLE, "cat > /dev/null; exit 1", "没打出来：打印机现在打不了"),
        ] {
            scope.spawn(move || {
                let (failed, spooled) = print(lpstat, lp);
                assert_eq!(failed.status.code(), Some(1));
                assert!(complained(&failed).contains(wanted), "{}", complained(&failed));
                assert!(spooled.is_none());
            });
        }
    });
}

#[test]
fn the_demonstration_is_printed_too() {
    let data = TempDir::new().unwrap();
    assert!(zhaohuo(&data, &["pull"]).status.success());
    let listed = said(&zhaohuo(&data, &["jobs", "--limit", "1", "--json"]));
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let number = listed[0]["number"].as_str().unwrap();
    let shown = said(&zhaohuo(&data, &["print", number, "--preview"]));
    let shown = shown.replace(' ', "");
    assert!(shown.contains("示例数据") && shown.contains(number), "{shown}");
}

//! docs/many-boxes.md as it stands: its scripts, over a real sshd on each of two boxes, with the kiosk running there.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "many/boxes.rs"]
mod boxes;
#[path = "support/skip.rs"]
mod skip;

use boxes::Boxes;
use skip::skip;

const PAGE: &str = include_str!("../docs/many-boxes.md");
const TEST: &str = "the_documented_rollout_goes_box_by_box_stops_where_it_fails_and_goes_back";

/// The script that begins with this comment.
fn documented(begins: &str) -> &'static str {
    let fence = format!("```sh\n# {begins}");
    let at = PAGE.find(&fence).unwrap() + "```sh\n".len();
    PAGE[at..].split("```").next().unwrap()
}

#[test]
fn the_documented_rollout_goes_box_by_box_stops_where_it_fails_and_goes_back() {
    let boxes = match Boxes::start() {
        Ok(boxes) => boxes,
        Err(why) => return skip(TEST, &why),
    };
    let hall = |name: &str| format!("[station]\nname = \"{name}\"\n");
    boxes.write("config.toml", "[visit]\nidle_secs = 90\n");
    boxes.write("credentials/hrss", "geheim\n");
    boxes.write("halls/hbh01.toml", &hall("一号站"));
    boxes.write("halls/hbh02.toml", "[station]\nnam = \"二号站\"\n");
    boxes.write("halls/hbh03.toml", &hall("三号站"));

    // What is wrong is found before anything is sent.
    let check = documented("拼好");
    let said = boxes.run(check, &[]);
    assert!(said.contains("hall.toml: TOML parse error at line 2"), "{said}");
    assert!(
        said.contains("设置有错：hbh02") && !said.contains("设置有错：hbh01"),
        "{said}"
    );
    boxes.write("halls/hbh02.toml", &hall("二号站"));
    assert_eq!(boxes.run(check, &[]), "");

    // One, then all; the third is not there.
    let send = documented("送过去");
    assert_eq!(boxes.run(send, &[]), "");
    assert!(boxes.status("hbh01").contains("一号站"), "{}", boxes.status("hbh01"));
    assert!(!boxes.has("hbh02", "hall.toml"), "not yet");
    assert_eq!(boxes.mode("hbh01", "credentials/hrss"), 0o600);
    assert_eq!(boxes.mode("hbh01", "credentials"), 0o700);
    assert_eq!(boxes.mode("hbh01", "hall.toml"), 0o640);
    let said = boxes.run(send, &[("many", "1000")]);
    assert!(said.ends_with("没成，停在这台：hbh03\n"), "{said}");
    assert!(boxes.status("hbh02").contains("二号站"));

    // What slipped through is seen at the first box, and goes no further; its screen goes on.
    boxes.write("checked/hbh01/hall.toml", "[station\n");
    boxes.write("checked/hbh02/hall.toml", &hall("别的站"));
    let said = boxes.run(send, &[("many", "1000")]);
    assert!(said.contains("设置 hall.toml 第 1 行有错，用的是上次的"), "{said}");
    assert!(said.ends_with("没成，停在这台：hbh01\n"), "{said}");
    assert!(boxes.status("hbh01").contains("一号站"));
    let look = boxes.run(documented("每台看一眼"), &[]);
    let lines: Vec<&str> = look.lines().collect();
    assert!(lines[0].starts_with("hbh01：设置 hall.toml 第 1 行有错"), "{look}");
    assert!(lines.last().unwrap().starts_with("hbh03：没连上"), "{look}");
    assert!(!look.contains("hbh02"), "{look}");

    assert_eq!(boxes.run(documented("退回去"), &[]), "");
    let status = boxes.status("hbh01");
    assert!(status.contains("一号站") && !status.contains("设置"), "{status}");

    // The package arrives whole, after what staff decided was brought here; the box goes on with it.
    boxes.write("zhaohuo_9_amd64.deb", "a package");
    let added = boxes.run("ssh -n hbh02 zhaohuo staff add 卸车 --pay 260 --phone 05320000101", &[]);
    assert!(added.contains("卸车"), "{added}");
    let said = boxes.run(documented("换新版"), &[("deb", "zhaohuo_9_amd64.deb"), ("many", "2")]);
    assert!(
        said.lines().count() == 2 && said.contains("一号站") && said.contains("找活 "),
        "{said}"
    );
    let installed = boxes.installed("hbh02");
    assert!(
        installed.contains("install -y --allow-downgrades") && installed.contains("a package"),
        "{installed}"
    );
    assert!(boxes.read("exports/hbh02.ndjson").contains('{'), "nothing was exported");
}

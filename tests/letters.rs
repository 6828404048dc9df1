//! 登记急招 by letters alone, as at the kiosk's own keyboard: the console in a terminal, the kiosk in another.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]

#[path = "support/pty.rs"]
mod pty;

use pty::Launch;
use serde_json::Value;

#[test]
fn a_walk_in_is_entered_without_an_input_method() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let mut console = Launch::new().with(["staff"]).start_beside(&kiosk);
    // Only a kiosk that answers says how long it has been running.
    console.wait_for_text("  运行 ");
    console.press("3", "干什么");
    console.press("banyung", "空格 搬运工");
    console.press(" ", "干什么  搬运工");
    // Two lines down to the pay, three to the place: what stands there goes first.
    console.send("\r300\r\r\r");
    console.send("\x7f".repeat(40));
    console.press("taidongjd", "空格 台东街道");
    console.press(" ", "台东街道");
    console.send("\r");
    console.send("0532-0000 0103\r");
    console.send("\r\r");
    console.wait_for_text("登记急招 搬运工");
    let screen = kiosk.wait_for(|screen| screen.contents().contains("台东街道"));
    assert!(screen.contents().contains("搬运工"), "{}", screen.contents());
    let log = kiosk.beside(&["staff", "log", "--json"]);
    let log: Value = serde_json::from_slice(&log.stdout).unwrap();
    assert_eq!(
        (&log[0]["act"], &log[0]["title"]),
        (&"add".into(), &"搬运工".into()),
        "{log}"
    );
}

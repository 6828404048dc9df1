//! Another one beside the program in its terminal, as staff call it.

use std::io::Write as _;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use super::PROGRAM;
use super::Session;

impl Session {
    /// Runs another one on the same data with the same options, without a terminal.
    pub fn beside(&self, arguments: &[&str]) -> Output {
        self.beside_reading(arguments, "")
    }

    /// The same, with something to read.
    pub fn beside_reading(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .args(&self.arguments)
            .arg("--data")
            .arg(self.data())
            .env_clear()
            .env("HOME", self.home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

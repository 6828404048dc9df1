//! The built program in foot, as the shipped configuration has it, on a compositor whose screen is memory.

use std::ffi::OsStr;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::pixels::Grid;
use crate::pixels::Pixels;
use crate::tour::LEFT;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");
const TERMINAL: &str = include_str!("../../packaging/terminal");
const FOOT: &str = include_str!("../../packaging/foot.ini");
/// Each in the Debian package of its name, which `.ci/run` installs.
const TOOLS: [&str; 4] = ["sway", "foot", "grim", "wtype"];
/// Where fonts-dejavu-core and fonts-noto-cjk leave what foot.ini names.
const FONTS: [&str; 2] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
];
/// `nobody` of every Debian: a compositor refuses to run as root.
const NOBODY: u32 = 65534;
/// For what must happen at all, on a busy machine with a debug build.
const PATIENCE: Duration = Duration::from_secs(30);
/// For a frame to get through terminal and compositor.
const DRAWN: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How many milliseconds wtype's keyboard is there before its key: what counts as a bounce is shorter, and so is what foot
/// takes to hear of a keyboard.
const BEFORE_A_KEY_MS: &str = "350";

/// A screen as one buys it, and the cells that packaging/terminal makes on it.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    pub size: (usize, usize),
    pub grid: Grid,
}

impl Panel {
    pub const SMALL: Self = Self::new((1280, 800), (80, 24), (16, 33));
    pub const UPRIGHT: Self = Self::new((1080, 1920), (67, 53), (16, 36));
    pub const LARGE: Self = Self::new((1920, 1080), (80, 24), (24, 45));

    const fn new(size: (usize, usize), count: (usize, usize), cell: (usize, usize)) -> Self {
        Self {
            size,
            grid: Grid { count, cell },
        }
    }
}

/// What this machine lacks for it.
pub fn missing() -> Option<String> {
    let has = |tool: &&str| Command::new(tool).arg("-h").output().is_ok();
    let tools = TOOLS.into_iter().filter(|tool| !has(tool));
    let fonts = FONTS.into_iter().filter(|font| !Path::new(font).exists());
    let missing: Vec<&str> = tools.chain(fonts).collect();
    (!missing.is_empty()).then(|| format!("there is no {}", missing.join(", ")))
}

pub struct Kiosk {
    pub panel: Panel,
    home: TempDir,
    compositor: Child,
    terminal: Option<Child>,
}

impl Kiosk {
    pub fn start(panel: Panel) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (width, height) = panel.size;
        let sway = format!(
            "xwayland disable\noutput HEADLESS-1 mode --custom {width}x{height}@60Hz\ndefault_border none\n\
             output HEADLESS-1 bg #ff00ff solid_color\n"
        );
        std::fs::write(home.path().join("sway.conf"), sway).unwrap();
        for (name, file) in [("foot.ini", FOOT), ("terminal", TERMINAL)] {
            std::fs::write(home.path().join(name), file).unwrap();
        }
        // The folder of the build may be closed to others.
        let program = home.path().join("zhaohuo");
        if std::fs::hard_link(PROGRAM, &program).is_err() {
            std::fs::copy(PROGRAM, &program).unwrap();
        }
        if rustix::process::getuid().is_root() {
            chown(home.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let compositor = quiet(tool(home.path(), "sway").args(["-c", "sway.conf"]));
        let mut kiosk = Self {
            panel,
            home,
            compositor,
            terminal: None,
        };
        kiosk.wait(|kiosk| kiosk.home.path().join("wayland-1").exists().then_some(()));
        // As cage runs it.
        kiosk.terminal = Some(quiet(tool(kiosk.home.path(), "sh").arg("terminal").envs([
            ("PANEL", format!("{width}x{height}").as_str()),
            ("SETTINGS", "foot.ini"),
            ("PROGRAM", "./zhaohuo"),
        ])));
        kiosk
    }

    /// The first page with what the demonstration brings.
    pub fn wait_for_postings(&self) -> Vec<String> {
        self.wait_for(|text| text.contains("一共") && !text.contains("一共 0 个活") && text.contains("数据截至"))
    }

    /// What the program says is on its screen, once it is so.
    #[track_caller]
    pub fn wait_for(&self, fact: impl Fn(&str) -> bool) -> Vec<String> {
        self.wait(|kiosk| kiosk.rows().filter(|rows| fact(&rows.join("\n"))))
    }

    /// A key, once the page before has stood long enough for it not to be a bounce of the last one; waits until another
    /// page is there. The clock in the first row may go on meanwhile.
    #[track_caller]
    pub fn press(&self, keys: &str, says: &str) -> Vec<String> {
        let before = self.rows().unwrap_or_default();
        let typed = match keys {
            "\r" => vec!["-k", "Return"],
            LEFT => vec!["-k", "Left"],
            text => vec!["--", text],
        };
        let output = self.run("wtype", ["-s", BEFORE_A_KEY_MS].into_iter().chain(typed));
        assert!(output.status.success(), "{output:?}");
        self.wait(|kiosk| {
            let rows = kiosk.rows()?;
            (rows[1..] != before[1..] && rows.join("\n").contains(says)).then_some(rows)
        })
    }

    /// The picture, once it shows what the program says is on the screen.
    #[track_caller]
    pub fn picture(&self) -> Pixels {
        self.try_picture().unwrap_or_else(|why| panic!("{why}"))
    }

    /// The same, or where the two differ.
    pub fn try_picture(&self) -> Result<Pixels, String> {
        let began = Instant::now();
        loop {
            let pixels = Pixels::read_ppm(&self.grim(&["-t", "ppm"]));
            assert_eq!(pixels.size(), self.panel.size);
            let rows = self.rows().unwrap();
            match pixels.unlike(&rows, &self.panel.grid) {
                None => return Ok(pixels),
                Some(why) if began.elapsed() > DRAWN => return Err(format!("{why}\n{}", rows.join("\n"))),
                Some(_) => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }

    /// As `grim` writes it for these options.
    pub fn grim(&self, options: &[&str]) -> Vec<u8> {
        let output = self.run("grim", options.iter().copied().chain(["-"]));
        assert!(output.status.success(), "{output:?}");
        output.stdout
    }

    /// The one code on the screen, as another decoder reads it; `None` where there is no zbarimg.
    pub fn read_by_zbar(&self) -> Option<String> {
        std::fs::write(self.home.path().join("picture.png"), self.grim(&[])).unwrap();
        let mut zbar = Command::new("zbarimg");
        let zbar = zbar.args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "picture.png"]);
        let read = zbar.current_dir(self.home.path()).output().ok()?;
        Some(String::from_utf8(read.stdout).unwrap().trim_end().to_owned())
    }

    /// A verb of the program, beside the one that runs.
    pub fn beside(&self, arguments: &[&str]) -> Value {
        let output = self.run("./zhaohuo", arguments.iter().copied().chain(["--json"]));
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }

    pub fn run<'a>(&self, program: &str, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        tool(self.home.path(), program).args(arguments).output().unwrap()
    }

    /// `None` before it can be asked.
    fn rows(&self) -> Option<Vec<String>> {
        let rows = self.beside(&["staff", "screen"])["rows"].take();
        serde_json::from_value(rows).ok()
    }

    #[track_caller]
    fn wait<T>(&self, fact: impl Fn(&Self) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = fact(self) {
                return found;
            }
            assert!(
                Instant::now() < deadline,
                "this is not what was waited for:\n{}",
                self.rows().unwrap_or_default().join("\n")
            );
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        for child in self.terminal.iter_mut().chain([&mut self.compositor]) {
            // One that has ended already is as good.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// At home in that folder, as somebody who is not root.
fn tool(home: &Path, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(home).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for variable in ["HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"] {
        command.env(variable, home);
    }
    command.envs([
        ("LANG", "C.UTF-8"),
        ("WAYLAND_DISPLAY", "wayland-1"),
        ("WLR_BACKENDS", "headless"),
        ("WLR_RENDERER", "pixman"),
        ("WLR_LIBINPUT_NO_DEVICES", "1"),
    ]);
    if rustix::process::getuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn quiet(command: &mut Command) -> Child {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

//! What a terminal can show.

use super::CHINESE_COLUMNS;
use super::Check;
use super::Console;
use super::Finding;
use super::Level;
use super::console::ascii;
use super::refusal;
use crate::app::SIZE_MIN;
use crate::theme::Depth;

/// What the pages are laid out for.
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
const FONTS: &str = "apt install fonts-noto-cjk fonts-dejavu-core";

#[derive(Debug, Clone)]
pub struct TerminalFacts {
    pub console: Console,
    /// `TERM`
    pub name: String,
    /// In cells, across and down.
    pub size: Option<(u16, u16)>,
    /// How far 中工 moved the cursor.
    pub chinese: Option<u16>,
    /// How far each of these did, of which each should take one cell.
    pub ambiguous: Vec<(char, Option<u16>)>,
    pub depth: Depth,
    pub touch: Touch,
    /// What stands in the code that was drawn.
    pub code: Option<&'static str>,
}

/// Whether the terminal says that it reports touches as the program wants them (mode 1006).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    Known,
    Unknown,
    /// It answers no such question.
    Silent,
}

/// What fontconfig gives for a text in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Font {
    /// There is no fontconfig to ask.
    Unasked,
    Missing,
    Found(String),
}

/// What is said before it is known that the rest can be read: ASCII, a few lines.
#[must_use]
pub fn head(facts: &TerminalFacts) -> Vec<String> {
    let name = ascii(&facts.name);
    let size = facts
        .size
        .map_or("unknown size".to_owned(), |(columns, rows)| format!("{columns}x{rows}"));
    let mut lines = vec![format!(
        "zhaohuo {} doctor; TERM={name}, {size}",
        env!("CARGO_PKG_VERSION")
    )];
    match refusal(&facts.console, &facts.name, facts.chinese) {
        Ok(()) => lines.extend(HEAD.map(str::to_owned)),
        Err(refused) => lines.extend(refused.to_string().lines().map(str::to_owned)),
    }
    lines
}

const HEAD: [&str; 3] = [
    "The rest is in Chinese. Where it is boxes, question marks or blanks, this",
    "terminal or its font has none: on a box install the package of zhaohuo (cage,",
    "foot, fonts-noto-cjk); over SSH take another terminal.",
];

/// `None`: standard output is no terminal.
#[must_use]
pub fn terminal(facts: Option<&TerminalFacts>, font: &Font) -> Vec<Finding> {
    let Some(facts) = facts else {
        return vec![
            Finding::note(
                Check::TerminalChinese,
                "没有接终端，看不了屏幕",
                "要看屏幕，就在放机器的那个终端里不带管道地运行一次",
            ),
            of_font(font),
        ];
    };
    let mut findings = vec![chinese(facts)];
    if findings[0].level == Level::Error {
        // What it says of the rest is of no use.
        findings.push(of_font(font));
        return findings;
    }
    findings.extend([width(facts), colours(facts.depth), size(facts.size), touch(facts.touch)]);
    findings.push(of_font(font));
    findings.extend(facts.code.map(|text| {
        Finding::note(
            Check::TerminalCode,
            "上面画了一个码，和大厅里画的一样",
            format!("拿手机扫一下，出来的字是 {text} 就对了；扫不出来，把屏幕调亮，把字号调大"),
        )
    }));
    findings
}

fn chinese(facts: &TerminalFacts) -> Finding {
    let check = Check::TerminalChinese;
    if let Err(refused) = refusal(&facts.console, &facts.name, facts.chinese) {
        let why = refused.to_string();
        let (what, todo) = why.split_once('\n').unwrap_or((&why, ""));
        return Finding::error(check, what, todo);
    }
    match facts.chinese {
        Some(_) if facts.name == "linux" => Finding::warning(
            check,
            "汉字占两格，可是终端自称 linux：也许是从没有汉字的控制台连过来的",
            "这一行要是看不清，换一个能显示汉字的终端再连",
        ),
        Some(_) => Finding::ok(check, "一个汉字占两格"),
        None => Finding::note(
            check,
            "终端不回答光标在哪儿，汉字占几格不知道",
            "这一行要是看得清就没事；看不清，装一个带汉字的终端",
        ),
    }
}

fn width(facts: &TerminalFacts) -> Finding {
    let check = Check::TerminalWidth;
    let wide: String = facts
        .ambiguous
        .iter()
        .filter(|(_, cells)| cells.is_some_and(|cells| cells != 1))
        .map(|(c, _)| *c)
        .collect();
    if facts.ambiguous.iter().all(|(_, cells)| cells.is_none()) {
        let todo = "框线要是歪了，在设置里写 [screen] border = \"ascii\"";
        return Finding::note(check, "线和方块占几格不知道", todo);
    }
    if wide.is_empty() {
        return Finding::ok(check, "线和方块都占一格");
    }
    Finding::warning(
        check,
        format!("这几个字占了不止一格：{wide}"),
        "框线会自己换成 ASCII 的；要好看，把终端的“不明宽度”设成窄，第一个字体用 DejaVu Sans Mono",
    )
}

fn colours(depth: Depth) -> Finding {
    let check = Check::TerminalColours;
    match depth {
        Depth::Colours256 => Finding::ok(check, "有 256 种颜色"),
        Depth::Colours16 => Finding::note(
            check,
            "只有 16 种颜色，配色简单些",
            "终端要是能有更多，把 TERM 设成 xterm-256color 或 foot",
        ),
        Depth::Plain => Finding::note(
            check,
            "没有颜色：终端没有，或者设了 NO_COLOR",
            "要颜色，去掉 NO_COLOR，把 TERM 设对",
        ),
    }
}

fn size(size: Option<(u16, u16)>) -> Finding {
    let check = Check::TerminalSize;
    let Some((columns, rows)) = size else {
        return Finding::note(check, "终端不说自己有多大", "用 stty size 看看");
    };
    let what = format!("{columns} 列 {rows} 行");
    if columns < SIZE_MIN.width || rows < SIZE_MIN.height {
        let todo = format!(
            "太小，画不下。至少要 {} 列 {} 行：把字号调小",
            SIZE_MIN.width, SIZE_MIN.height
        );
        Finding::error(check, what, todo)
    } else if columns < COLUMNS || rows < ROWS {
        Finding::note(
            check,
            what,
            format!("画得下，挤一点。竖屏是这样；横屏最好 {COLUMNS} 列 {ROWS} 行，把字号调小"),
        )
    } else {
        Finding::ok(check, what)
    }
}

fn touch(touch: Touch) -> Finding {
    let check = Check::TerminalTouch;
    match touch {
        Touch::Known => Finding::ok(check, "终端会报告点在哪儿；屏要是能触摸，点一下首页的数字试试"),
        Touch::Unknown => Finding::warning(
            check,
            "终端不会报告点在哪儿，触摸没有用",
            "换 foot 1.15 或更新的；不换，就接数字小键盘",
        ),
        Touch::Silent => Finding::note(
            check,
            "终端不说会不会报告点在哪儿",
            "打开找活，点一下首页的数字，有反应就行；没有就接数字小键盘",
        ),
    }
}

fn of_font(font: &Font) -> Finding {
    let check = Check::TerminalFont;
    match font {
        Font::Found(family) => Finding::ok(check, format!("这台机器有汉字字体：{family}")),
        Font::Missing => Finding::warning(check, "这台机器没有汉字字体", FONTS),
        Font::Unasked => Finding::note(
            check,
            "没有 fc-match，问不了这台机器有什么字体",
            "屏幕接在这台机器上的话：apt install fontconfig fonts-noto-cjk fonts-dejavu-core",
        ),
    }
}

const _: () = assert!(CHINESE_COLUMNS == 4, "the words say so");

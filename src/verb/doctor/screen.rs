//! The terminal that this is read on.

use std::env;
use std::io::IsTerminal as _;

use super::Examined;
use crate::code::Code;
use crate::config::Border;
use crate::config::BorderSetting;
use crate::diagnosis::Console;
use crate::diagnosis::Font;
use crate::diagnosis::TerminalFacts;
use crate::diagnosis::Touch;
use crate::edge::outside;
use crate::edge::probe;
use crate::verb::chinese;
use crate::verb::setup::depth;

/// As large a code as a posting's: 29 modules. It leads nowhere; a phone shows the words.
const CODE: &str = "ZHAOHUO DOCTOR: THIS SCREEN SHOWS CODES";
const CODE_MODULES: usize = 29;
const CHINESE: &str = "中工";
/// What boxes, codes and cut texts are drawn with.
const AMBIGUOUS: [char; 5] = ['│', '▀', '█', '…', '“'];
/// fontconfig's pattern for a text in Chinese, in cells of one width.
const FONT: &str = "monospace:lang=zh-cn";

/// `None` where nobody reads it on a terminal.
pub(super) fn look(examined: &Examined, draws_code: bool) -> Option<TerminalFacts> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let console = if chinese::is_drawn_anyway() {
        Console::Drawn
    } else {
        probe::console()
    };
    let size = crossterm::terminal::size().ok();
    let mut facts = TerminalFacts {
        console,
        name: env::var("TERM").unwrap_or_default(),
        size,
        chinese: None,
        ambiguous: AMBIGUOUS.map(|c| (c, None)).to_vec(),
        depth: depth(),
        touch: Touch::Silent,
        code: (draws_code && examined.setup.is_some()).then_some(CODE),
    };
    // The kernel's own drawing answers as if it could, and leaves marks.
    if matches!(facts.console, Console::Bare(_)) {
        return Some(facts);
    }
    let ambiguous = AMBIGUOUS.map(String::from);
    let texts: Vec<&str> = ambiguous.iter().map(String::as_str).chain([CHINESE]).collect();
    if let Ok(mut said) = probe::ask(&texts) {
        facts.chinese = said.cells.pop().flatten();
        facts.ambiguous = AMBIGUOUS.into_iter().zip(said.cells).collect();
        facts.touch = said.touch;
    }
    Some(facts)
}

/// A code as the kiosk would draw it here.
pub(super) fn code_lines(facts: &TerminalFacts, examined: &Examined) -> Vec<String> {
    let (Some(setup), Some(text)) = (&examined.setup, facts.code) else {
        return Vec::new();
    };
    let is_wide = facts.ambiguous.iter().any(|(_, cells)| *cells == Some(2));
    let border = match setup.config.screen.border {
        BorderSetting::Auto if is_wide => Border::Ascii,
        BorderSetting::Auto | BorderSetting::Lines => Border::Lines,
        BorderSetting::Ascii => Border::Ascii,
    };
    let code = Code::new(text, CODE_MODULES);
    code.map_or_else(Vec::new, |code| probe::code_lines(&code, setup.look(border)))
}

/// What fontconfig has for Chinese.
pub(super) async fn font() -> Font {
    match outside::ask("fc-match", &["-f", "%{family[0]}|%{lang}", FONT]).await {
        None => Font::Unasked,
        // It gives its nearest font whether or not that has the language.
        Some(found) => match found.split_once('|') {
            Some((family, languages)) if languages.split('|').any(|language| language == "zh-cn") => {
                Font::Found(family.to_owned())
            }
            Some(_) | None => Font::Missing,
        },
    }
}

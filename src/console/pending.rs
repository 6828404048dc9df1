//! 待处理 — who waits for staff, what does not show until somebody has looked, and what visitors said of postings.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Ask;
use super::Scene;
use super::decide;
use super::decide::Chosen;
use super::decide::Seen;
use super::known::Call;
use super::known::Known;
use super::known::Reported;
use super::list;
use super::list::Cursor;
use super::list::Row;
use super::list::column;
use super::stroke::Stroke;
use super::words;
use crate::control::FlaggedPosting;
use crate::control::Request;
use crate::decision::Standing;
use crate::language::Language;
use crate::text::wrap;
use crate::theme::Theme;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::wording;

/// Flagged postings that are asked for: two screens of the largest terminal.
const FLAGS_ASKED: usize = 100;
const STATE: usize = 8;
const TITLE: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Pending {
    cursor: Cursor,
    is_whole: bool,
}

/// One thing to do.
enum Item<'a> {
    Call(&'a Call),
    Flagged(&'a FlaggedPosting),
    Reported(&'a Reported),
}

/// Who waits first, then what does not show, what was reported, and what shows and should be looked at.
fn items(known: &Known) -> Vec<Item<'_>> {
    let flagged = |held: bool| known.flags.postings.iter().filter(move |posting| posting.held == held);
    let calls = known.desk.calls.iter().map(Item::Call);
    let reports = known.desk.reports.iter().map(Item::Reported);
    calls
        .chain(flagged(true).map(Item::Flagged))
        .chain(reports)
        .chain(flagged(false).map(Item::Flagged))
        .collect()
}

fn keys(known: &Known) -> Vec<String> {
    items(known).iter().map(Item::key).collect()
}

impl Item<'_> {
    fn key(&self) -> String {
        match self {
            Self::Call(call) => format!("{} {}", call.number, call.at),
            Self::Flagged(posting) => posting.id.0.to_string(),
            Self::Reported(report) => format!("{} {:?}", report.posting.0, report.complaint),
        }
    }

    fn row(&self, scene: &Scene, theme: &Theme) -> Row {
        let zone = &scene.site.hall.zone;
        match self {
            Self::Call(call) => Row {
                text: format!(
                    "{}  {} 号  {}  等了 {}  在看 {}",
                    column("叫人", STATE),
                    call.number,
                    words::clock(call.at, scene.now.wall, zone),
                    words::span(scene.now.wall.duration_since(call.at).as_secs()),
                    call.page
                ),
                style: theme.strong,
            },
            Self::Flagged(posting) => {
                let (state, style) = if posting.held {
                    (words::HELD, theme.warning)
                } else {
                    ("公布着", theme.text)
                };
                Row {
                    text: format!(
                        "{}  {}  {}",
                        column(state, STATE),
                        column(&posting.title, TITLE),
                        words::reasons(posting)
                    ),
                    style,
                }
            }
            Self::Reported(report) => Row {
                text: format!(
                    "{}  {}  {}（{} 次，{}）",
                    column("有人说", STATE),
                    column(&report.title, TITLE),
                    wording::complaint(report.complaint, Language::CHINESE),
                    report.times,
                    words::clock(report.last_at, scene.now.wall, zone),
                ),
                style: theme.text,
            },
        }
    }

    /// The posting that it is about.
    fn chosen(&self, known: &Known) -> Option<Chosen> {
        let (id, title, standing) = match self {
            Self::Call(_) => return None,
            Self::Flagged(posting) => {
                let latest = known.log.iter().find(|entry| entry.posting == posting.id);
                let standing = latest.map_or_else(Standing::default, |entry| entry.after.clone());
                (&posting.id, &posting.title, standing)
            }
            Self::Reported(report) => (&report.posting, &report.title, report.standing.clone()),
        };
        let flagged = known.flags.postings.iter().find(|posting| posting.id == *id);
        Some(Chosen {
            id: id.0.to_string(),
            title: title.clone(),
            standing,
            found: flagged.map(|posting| Seen {
                rules: words::rules(posting),
                marks: Some(posting.marks.clone()),
            }),
        })
    }
}

impl Pending {
    pub(super) fn request() -> Request {
        Request::Flags {
            limit: Some(FLAGS_ASKED),
        }
    }

    pub(super) fn hold(&mut self, known: &Known) {
        self.cursor.hold(&keys(known));
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        if self.cursor.moved(stroke, &keys(scene.known)) {
            return Ask::Turned;
        }
        let items = items(scene.known);
        let Some(item) = items.get(self.cursor.of(items.len())) else {
            return Ask::Nothing;
        };
        match (stroke, item) {
            (Stroke::Enter, Item::Flagged(_)) => {
                self.is_whole = !self.is_whole;
                Ask::Turned
            }
            (Stroke::Escape, _) if self.is_whole => {
                self.is_whole = false;
                Ask::Turned
            }
            (Stroke::Char('d'), Item::Call(call)) => Ask::Request(Request::Done { number: call.number }),
            (Stroke::Char(letter), item) => match item.chosen(scene.known) {
                Some(chosen) => decide::letter(*letter, &chosen),
                None => Ask::Nothing,
            },
            _ => Ask::Nothing,
        }
    }

    pub(super) fn hints() -> Vec<Hint> {
        let several = Hint::of_several;
        vec![
            several("↑↓", "选"),
            several("D", "有人管了"),
            several("H", "撤下"),
            several("O", "照常公布"),
            several("F", "招满了"),
            several("E", "记"),
            several("回车", "看"),
            several("U", "撤销"),
        ]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let known = scene.known;
        let said = format!(
            "等着的 {} 个；{}；有人说有问题的 {} 条",
            known.desk.calls.len(),
            words::flags(known.flags.held, known.flags.shown),
            known.desk.reports.len()
        );
        sheet.put(area.x + 1, area.y, area.width, &said, theme.muted);
        let list = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let items = items(known);
        match items.get(self.cursor.of(items.len())) {
            Some(Item::Flagged(posting)) if self.is_whole => draw_whole(sheet, list, posting),
            _ => list::draw(sheet, list, &self.cursor, items.len(), |at| {
                items[at].row(scene, &theme)
            }),
        }
    }
}

/// Everything that was found, and what each rule rests on.
fn draw_whole(sheet: &mut Sheet, area: Rect, posting: &FlaggedPosting) {
    let theme = sheet.look.theme;
    let mut lines: Vec<(String, Style)> = words::flagged(posting)
        .into_iter()
        .map(|line| (line, theme.text))
        .collect();
    lines.push((format!("标识 {}", posting.id.0), theme.muted));
    let mut y = area.y;
    for (text, style) in lines {
        for row in wrap(&text, area.width.saturating_sub(2).into()) {
            if y >= area.bottom() {
                return;
            }
            sheet.put(area.x + 1, y, area.width, &row, style);
            y += 1;
        }
    }
}

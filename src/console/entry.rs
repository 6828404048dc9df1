//! 登记急招 — what an employer says at the desk, in eight lines, checked while it is typed.

mod draft;
mod letters;

use jiff::Timestamp;
use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::decide;
use super::stroke::Stroke;
use crate::config::Hall;
use crate::control::Request;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::wording;
use crate::wording::DOT;
use draft::LINES;
use letters::Letters;

pub use draft::Draft;

/// Of one line; the longest, an employer's full name, is half as long.
const LINE_CHARS: usize = 60;
const LABEL: u16 = 8;
/// What is typed, before what is said of it.
const FIELD: u16 = 30;
/// Where in it the arrows change something.
const CHOICE: u16 = 20;

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) draft: Draft,
    at: usize,
    is_typing: bool,
    /// Somebody has tried to send it: what is missing is said.
    is_tried: bool,
    letters: Letters,
}

impl Entry {
    pub(super) fn new(draft: Draft) -> Self {
        Self {
            draft,
            at: 0,
            is_typing: true,
            is_tried: false,
            letters: Letters::default(),
        }
    }

    pub(super) fn is_typing(&self) -> bool {
        self.is_typing
    }

    pub(super) fn resume(&mut self) {
        self.is_typing = true;
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        if !self.is_typing {
            return match stroke {
                Stroke::Enter => {
                    self.is_typing = true;
                    Ask::Turned
                }
                Stroke::Char('x') => {
                    *self = Self::new(Draft::fresh(&scene.site.hall));
                    Ask::Save
                }
                Stroke::Char(_)
                | Stroke::Paste(_)
                | Stroke::Escape
                | Stroke::Up
                | Stroke::Down
                | Stroke::Left
                | Stroke::Right
                | Stroke::PageUp
                | Stroke::PageDown
                | Stroke::Erase
                | Stroke::Tab
                | Stroke::BackTab => Ask::Nothing,
            };
        }
        if *stroke == Stroke::Enter
            && let Some(chosen) = self.letters.choose('\n', self.draft.text_mut(LINES[self.at]))
        {
            return chosen;
        }
        match stroke {
            Stroke::Escape => {
                self.is_typing = false;
                Ask::Turned
            }
            Stroke::Up | Stroke::BackTab => self.go_to(self.at.saturating_sub(1)),
            Stroke::Enter if self.at + 1 == LINES.len() => self.send(scene),
            Stroke::Enter | Stroke::Down | Stroke::Tab => self.go_to(self.at + 1),
            Stroke::Left | Stroke::Right => {
                if self.draft.choose(LINES[self.at], matches!(stroke, Stroke::Right)) {
                    Ask::Save
                } else {
                    Ask::Nothing
                }
            }
            Stroke::Char(_) | Stroke::Paste(_) | Stroke::Erase | Stroke::PageUp | Stroke::PageDown => {
                self.write(stroke)
            }
        }
    }

    fn write(&mut self, stroke: &Stroke) -> Ask {
        let line = LINES[self.at];
        let text = self.draft.text_mut(line);
        if let Stroke::Char(key) = stroke
            && let Some(chosen) = self.letters.choose(*key, text)
        {
            return chosen;
        }
        if !decide::type_into(text, stroke, LINE_CHARS) {
            return Ask::Nothing;
        }
        match self.letters.typed(line, text) {
            Some(request) => Ask::SaveAndLook(request),
            None => Ask::Save,
        }
    }

    /// Whether names for the letters that stand there now have come.
    pub(super) fn suggested(&mut self, request: &Request, said: &serde_json::Value) -> bool {
        self.letters.learn(request, said)
    }

    fn go_to(&mut self, line: usize) -> Ask {
        self.letters = Letters::default();
        self.at = line.min(LINES.len() - 1);
        Ask::Turned
    }

    fn send(&mut self, scene: &Scene) -> Ask {
        self.is_tried = true;
        let (hall, now) = (&scene.site.hall, scene.now.wall);
        if let Some(wrong) = LINES
            .iter()
            .position(|line| self.draft.problem(*line, hall, now).is_some())
        {
            self.at = wrong;
            return Ask::Turned;
        }
        match self.draft.form(hall, now) {
            Ok(form) => Ask::Request(Request::Add { form }),
            Err(_) => Ask::Turned,
        }
    }

    /// It is on the screen: the next one begins.
    pub(super) fn entered(&mut self, hall: &Hall) {
        *self = Self::new(Draft::fresh(hall));
    }

    pub(super) fn hints(&self) -> Vec<Hint> {
        let several = Hint::of_several;
        if self.is_typing {
            let enter = if self.at + 1 == LINES.len() {
                "发出去"
            } else {
                "下一行"
            };
            vec![
                several("回车", enter),
                several("↑↓", "换行"),
                several("←→", "换选的"),
                several("Esc", "先停下，写的留着"),
            ]
        } else {
            vec![several("回车", "接着写"), several("X", "清空"), several("U", "撤销")]
        }
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let (hall, now) = (&scene.site.hall, scene.now.wall);
        let title = "排最前，马上就在屏幕上；到点自己撤，没写几点的半夜撤";
        sheet.put(area.x + 1, area.y, area.width, title, theme.muted);
        for (y, (nth, line)) in (area.y + 2..area.bottom()).zip(LINES.iter().enumerate()) {
            let is_here = self.is_typing && nth == self.at;
            let label = if is_here { theme.key } else { theme.muted };
            sheet.put(area.x + 1, y, LABEL, line.label(), label);
            let start = area.x + 1 + LABEL;
            let text = crate::text::cells(self.draft.text(*line));
            // The end of a long line is where one types.
            let shown = tail(self.draft.text(*line), usize::from(FIELD - 1));
            let mut x = start + sheet.put(start, y, FIELD, &shown, theme.strong);
            if is_here {
                x += sheet.put(x, y, 1, " ", theme.selected);
            }
            if let Some(choice) = self.draft.choice(*line) {
                let choice = format!("<{choice}>");
                let style = if is_here { theme.key } else { theme.text };
                x = (x + 1).max(start + CHOICE);
                x += sheet.put(x, y, FIELD, &choice, style);
            }
            let aside = (start + FIELD).max(x + 2);
            let room = area.right().saturating_sub(aside + 1);
            let problem = self.draft.problem(*line, hall, now);
            match problem {
                Some(problem) if text > 0 || self.is_tried => {
                    sheet.put(aside, y, room, &short(&problem.to_string()), theme.warning);
                }
                Some(_) => drop(sheet.put(aside, y, room, &format!("要写。{}", line.example()), theme.muted)),
                None if is_here => drop(sheet.put(aside, y, room, line.example(), theme.muted)),
                None => {}
            }
        }
        self.view_preview(scene, sheet, area);
        if let Some(names) = self.letters.line().filter(|_| self.is_typing) {
            let y = area.y + 2 + u16::try_from(LINES.len()).unwrap_or(0);
            sheet.put(
                area.x + 1 + LABEL,
                y,
                area.width.saturating_sub(LABEL + 2),
                &names,
                theme.key,
            );
        }
    }

    fn view_preview(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let y = area.y + 3 + u16::try_from(LINES.len()).unwrap_or(0);
        let preview = self.preview(&scene.site.hall, scene.now.wall);
        sheet.put(area.x + 1, y, LABEL, "屏幕上", theme.muted);
        let width = area.width.saturating_sub(LABEL + 2);
        for (y, row) in (y..area.bottom()).zip(wrap(&preview, width.into())) {
            sheet.put(area.x + 1 + LABEL, y, width, &row, theme.text);
        }
    }

    /// What visitors would read.
    fn preview(&self, hall: &Hall, now: Timestamp) -> String {
        let posting = self.draft.form(hall, now).and_then(|form| form.posting(hall, now, 0));
        let Ok(posting) = posting else {
            return "上面写好了，这里就有".to_owned();
        };
        let language = crate::language::Language::CHINESE;
        let today = now.to_zoned(hall.zone.clone()).date();
        let mut parts = vec![posting.title.to_string(), wording::rate(&posting.pay.rate, language)];
        parts.extend(posting.pay.settlement.map(|it| wording::settlement(it, language)));
        parts.extend(
            posting
                .work
                .meet_time
                .map(|at| format!("{} 集合", wording::day_and_clock(at, today, &hall.zone, language))),
        );
        parts.extend(posting.work.hours_per_day.map(|hours| wording::hours(hours, language)));
        parts.extend(wording::openings(posting.openings, language));
        parts.extend(posting.place.name.map(|name| name.to_string()));
        parts.extend(posting.employer.name.map(|name| name.to_string()));
        parts.join(DOT)
    }
}

/// `工钱写得不对：要一个数` beside the line that is called 工钱: 不对：要一个数.
fn short(problem: &str) -> String {
    match problem.split_once("写得不对：") {
        Some((_, how)) => format!("不对：{how}"),
        None => problem.to_owned(),
    }
}

/// The last characters that so many cells hold.
fn tail(text: &str, cells: usize) -> String {
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if crate::text::cells(&text[at..]) > cells {
            break;
        }
        start = at;
    }
    text[start..].to_owned()
}

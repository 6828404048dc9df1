//! 活 — what is offered and what was withdrawn, and what is decided on it.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::decide;
use super::decide::Chosen;
use super::decide::Seen;
use super::list;
use super::list::Cursor;
use super::list::Row;
use super::list::column;
use super::stroke::Stroke;
use super::words;
use crate::control::Found;
use crate::control::FoundPosting;
use crate::control::Request;
use crate::decision::Standing;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;

/// Found at once; who wants another one says more words.
const FOUND_MAX: usize = 100;
/// What one looks for is said in less.
const WORDS_CHARS: usize = 60;
/// From this width on, the chosen posting is shown whole beside the list.
const WIDE: u16 = 110;
const BESIDE: u16 = 40;
const NUMBER: usize = 9;
const TITLE: usize = 22;
const PAY: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Postings {
    words: String,
    is_typing: bool,
    cursor: Cursor,
    is_whole: bool,
}

impl Postings {
    pub(super) fn is_typing(&self) -> bool {
        self.is_typing
    }

    pub(super) fn request(&self) -> Request {
        Request::Find {
            words: self.words.clone(),
            limit: Some(FOUND_MAX),
        }
    }

    /// Whether an answer is to what is being looked for now.
    pub(super) fn awaits(&self, request: &Request) -> bool {
        *request == self.request()
    }

    pub(super) fn hold(&mut self, found: Option<&Found>) {
        self.cursor.hold(&keys(found.map_or(&[], |found| &found.postings)));
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        if self.is_typing {
            return self.type_words(stroke);
        }
        let total = found(scene).len();
        if self.cursor.moved(stroke, &keys(found(scene))) {
            return Ask::Turned;
        }
        match stroke {
            Stroke::Char('/') => {
                self.is_typing = true;
                self.is_whole = false;
                Ask::Turned
            }
            Stroke::Enter => {
                self.is_whole = !self.is_whole && total > 0;
                Ask::Turned
            }
            Stroke::Escape if self.is_whole => {
                self.is_whole = false;
                Ask::Turned
            }
            Stroke::Escape if !self.words.is_empty() => {
                self.words.clear();
                self.look()
            }
            Stroke::Char(letter) => match self.chosen(scene) {
                Some(chosen) => decide::letter(*letter, &chosen),
                None => Ask::Nothing,
            },
            Stroke::Paste(_)
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
        }
    }

    fn type_words(&mut self, stroke: &Stroke) -> Ask {
        match stroke {
            Stroke::Enter | Stroke::Down => {
                self.is_typing = false;
                self.look()
            }
            Stroke::Escape => {
                self.is_typing = false;
                self.words.clear();
                self.look()
            }
            Stroke::Char(_)
            | Stroke::Paste(_)
            | Stroke::Up
            | Stroke::Left
            | Stroke::Right
            | Stroke::PageUp
            | Stroke::PageDown
            | Stroke::Erase
            | Stroke::Tab
            | Stroke::BackTab => {
                if decide::type_into(&mut self.words, stroke, WORDS_CHARS) {
                    self.look()
                } else {
                    Ask::Nothing
                }
            }
        }
    }

    fn look(&mut self) -> Ask {
        self.cursor = Cursor::default();
        Ask::Look(self.request())
    }

    fn chosen(&self, scene: &Scene) -> Option<Chosen> {
        let posting = found(scene).get(self.cursor.of(found(scene).len()))?;
        Some(Chosen {
            id: posting.id.0.to_string(),
            title: posting.title.clone(),
            standing: Standing {
                pinned: posting.pinned,
                hidden: posting.hidden.clone(),
                full: posting.full.then_some(true),
                remark: posting.remark.clone(),
                ..Standing::default()
            },
            found: words::found_by_checks(posting).map(|rules| Seen { rules, marks: None }),
        })
    }

    pub(super) fn hints(&self) -> Vec<Hint> {
        let several = Hint::of_several;
        if self.is_typing {
            return vec![several("回车", "好了"), several("Esc", "不找了")];
        }
        vec![
            several("/", "找"),
            several("↑↓", "选"),
            several("回车", "看"),
            several("H", "撤下"),
            several("F", "招满了"),
            several("O", "照常"),
            several("P", "置顶"),
            several("E", "记"),
            several("U", "撤销"),
        ]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let mut x = area.x + 1;
        x += sheet.put(x, area.y, 6, "找  ", theme.muted);
        x += sheet.put(x, area.y, area.width.saturating_sub(30), &self.words, theme.strong);
        if self.is_typing {
            sheet.put(x, area.y, 1, " ", theme.selected);
        } else if self.words.is_empty() {
            sheet.put(
                x,
                area.y,
                50,
                "按 / 打字：市北 当天结 搬运，拼音，或者编号",
                theme.muted,
            );
        }
        if let Some(answer) = &scene.known.found {
            let count = format!("{} 个", crate::wording::thousands(&answer.total.to_string()));
            sheet.put_right(area.right() - 1, area.y, 16, &count, theme.muted);
        }
        let mut list = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        for said in scene.known.found.iter().flat_map(|found| &found.said) {
            sheet.put(list.x + 1, list.y, list.width.saturating_sub(2), said, theme.muted);
            list.y += 1;
            list.height = list.height.saturating_sub(1);
        }
        self.view_found(scene, sheet, list);
    }

    fn view_found(&self, scene: &Scene, sheet: &mut Sheet, mut list: Rect) {
        let theme = sheet.look.theme;
        let postings = found(scene);
        if postings.is_empty() {
            let why = if scene.line.is_up() {
                "没有这样的活"
            } else {
                "接上了才能找"
            };
            sheet.put(list.x + 2, list.y, list.width, why, theme.muted);
            return;
        }
        let chosen = &postings[self.cursor.of(postings.len())];
        if list.width >= WIDE {
            let beside = Rect {
                x: list.right() - BESIDE,
                width: BESIDE,
                ..list
            };
            list.width -= BESIDE;
            frame::divide(sheet, beside);
            draw_whole(
                sheet,
                Rect {
                    x: beside.x + 2,
                    width: BESIDE - 3,
                    ..beside
                },
                chosen,
            );
        } else if self.is_whole {
            let whole = Rect {
                x: list.x + 1,
                width: list.width.saturating_sub(2),
                ..list
            };
            draw_whole(sheet, whole, chosen);
            return;
        }
        list::draw(sheet, list, &self.cursor, postings.len(), |at| {
            let posting = &postings[at];
            let style = match posting.hidden {
                Some(_) => theme.gone,
                None if posting.held => theme.warning,
                None if posting.full => theme.gone,
                None => theme.text,
            };
            Row {
                text: line(posting),
                style,
            }
        });
    }
}

fn found<'a>(scene: &Scene<'a>) -> &'a [FoundPosting] {
    scene.known.found.as_ref().map_or(&[], |found| &found.postings)
}

fn keys(postings: &[FoundPosting]) -> Vec<String> {
    postings.iter().map(|posting| posting.id.0.to_string()).collect()
}

/// `482 736  搬运工（家具卸货）  230 元/天 当天结  置顶`: what is out of the ordinary before where and when it is.
fn line(posting: &FoundPosting) -> String {
    let state = words::state(posting);
    let rest = if state.is_empty() {
        posting.start.as_str()
    } else {
        &state
    };
    format!(
        "{}{}  {}  {rest}",
        column(&words::number(&posting.number), NUMBER),
        column(&posting.title, TITLE),
        column(&posting.pay, PAY),
    )
}

/// All that is known of it here.
fn draw_whole(sheet: &mut Sheet, area: Rect, posting: &FoundPosting) {
    let theme = sheet.look.theme;
    let number = format!("编号 {}", words::number(&posting.number));
    let state = words::state(posting);
    let id = format!("标识 {}", posting.id.0);
    let texts = [
        (posting.title.as_str(), theme.strong),
        (&posting.pay, theme.money),
        (&posting.start, theme.text),
        (&posting.place, theme.text),
        (&state, theme.warning),
        (&number, theme.text),
        (&id, theme.muted),
    ];
    let mut y = area.y;
    for (text, style) in texts {
        for row in wrap(text, area.width.into()).iter().filter(|row| !row.is_empty()) {
            if y >= area.bottom() {
                return;
            }
            sheet.put(area.x, y, area.width, row, style);
            y += 1;
        }
    }
}

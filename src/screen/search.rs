//! 找工种 — say it in Chinese, pinyin or first letters; with nothing typed yet, a digit chooses one of nine trades.
//!
//! What is understood stands below the field as marks; a touch takes one off again, out of the text as well.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Scene;
use super::Screen;
use super::detail::Detail;
use super::list::List;
use super::page;
use crate::catalog::Answer;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Condition;
use crate::catalog::Index;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::catalog::Understood;
use crate::config::Border;
use crate::key::Key;
use crate::text::cells;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::widget::keys;
use crate::widget::marks;
use crate::widget::posting;
use crate::widget::posting::How;
use crate::wording;

/// A sentence is never longer; a word of letters is matched up to 63.
const TYPED_MAX: usize = 40;
/// Rows that are no postings: the two bars, the field, the marks, a note below them.
const AROUND: u16 = 7;
/// From this height on there is a blank row between two postings.
const ROOMY: u16 = 30;

#[derive(Debug, Default)]
pub struct Search {
    /// What was asked for before; what is typed narrows it.
    base: Query,
    typed: String,
    found: Option<Found>,
    /// Where the arrows stand; nowhere until they are used.
    selected: Option<usize>,
    /// Something was opened from here since the last letter: whoever comes back by `0` goes on by it.
    was_left: bool,
}

#[derive(Debug)]
struct Found {
    catalog: Arc<Catalog>,
    understood: Understood,
    asked: Query,
    answer: Answer,
    recall: Recall,
}

impl Search {
    /// Among the postings that a query finds.
    #[must_use]
    pub fn within(base: Query) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        if self.typed.is_empty() {
            match key {
                Key::Back => return Ask::Back,
                Key::Digit(digit) => return self.choose_trade(digit, scene),
                Key::Enter
                | Key::Left
                | Key::Right
                | Key::Up
                | Key::Down
                | Key::Erase
                | Key::Large
                | Key::Clear
                | Key::Hold
                | Key::Char(_)
                | Key::NextPage
                | Key::PreviousPage
                | Key::Languages
                | Key::Help
                | Key::Result(_)
                | Key::Mark(_) => {}
            }
        }
        if key == Key::Back && self.was_left {
            return Ask::Back;
        }
        let last = self.hits().len().min(shown(scene)).checked_sub(1);
        match key {
            Key::Left => return Ask::Back,
            Key::Enter | Key::Right => return self.enter(scene),
            // A number pad has no backspace, and here nothing turns pages.
            Key::Erase | Key::PreviousPage => {
                self.typed.pop();
                self.look_up(scene);
            }
            Key::Down => self.selected = last.map(|last| self.selected.map_or(0, |at| (at + 1).min(last))),
            Key::Up => self.selected = self.selected.and_then(|at| at.checked_sub(1)),
            Key::Digit(_) | Key::Back | Key::Char(_) => {
                let room = self.typed.chars().count() < TYPED_MAX;
                if let Some(c) = key.typed().filter(|c| room && !(*c == ' ' && self.typed.is_empty())) {
                    self.typed.push(c);
                    self.was_left = false;
                    self.look_up(scene);
                }
            }
            Key::Result(at) => {
                self.selected = Some(at.into());
                return self.enter(scene);
            }
            Key::Mark(at) => self.take_off(at.into(), scene),
            Key::Clear => {
                self.typed.clear();
                self.look_up(scene);
            }
            Key::NextPage | Key::Languages | Key::Help | Key::Large | Key::Hold => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let total = self.hits().len();
        let leaves = self.typed.is_empty() || self.was_left;
        let leave = if leaves { Key::Back } else { Key::Left };
        let mut hints = vec![scene.hint(leave)];
        if self.found.is_none() {
            let all = word!(language, "search.list");
            hints.insert(0, Hint::new(Key::Enter, word!(language, "hint.enter_sign"), all));
        } else if total > 0 {
            let count = wording::thousands(&total.to_string());
            let label = match self.selected {
                Some(_) => word!(language, "hint.open"),
                None => word!(language, "search.see_all", count = count),
            };
            hints.insert(0, Hint::new(Key::Enter, word!(language, "hint.enter_sign"), label));
        }
        if !self.typed.is_empty() {
            hints.push(Hint::new(Key::PreviousPage, "-", word!(language, "hint.erase")));
        }
        hints.extend([Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key)));
        let page = page(sheet, scene, &word!(language, "search.title"), &hints);
        let keyboard = keys::keyboard_height(page.width, page.height);
        let area = Rect {
            height: page.height - keyboard,
            ..page
        };
        if keyboard > 0 {
            let below = Rect {
                y: area.bottom(),
                height: keyboard,
                ..page
            };
            keys::keyboard(sheet, below);
        }
        let field = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            height: 3,
            ..area
        };
        self.view_field(scene, sheet, field);
        let chosen = Rect {
            y: field.bottom(),
            height: 1,
            ..area
        };
        let marks = self.marks(scene);
        marks::draw(sheet, chosen, &word!(language, "list.chosen"), &marks, &[], None);
        let below = Rect {
            y: chosen.bottom() + 1,
            height: area.bottom().saturating_sub(chosen.bottom() + 1),
            ..area
        };
        match &self.found {
            Some(found) => {
                view_note(scene, sheet, chosen, found);
                view_found(scene, sheet, below, found, self.selected);
            }
            None => view_trades(scene, sheet, below),
        }
    }

    fn view_field(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let inner = frame::draw(sheet, area, theme.text);
        let cursor = match sheet.look.border {
            Border::Lines => "▏",
            Border::Ascii => "_",
        };
        if self.typed.is_empty() {
            let used = sheet.put(inner.x + 1, inner.y, 1, cursor, theme.key);
            let x = inner.x + 1 + used;
            sheet.put(
                x,
                inner.y,
                inner.right().saturating_sub(x),
                &word!(language, "search.how"),
                theme.muted,
            );
        } else {
            let used = sheet.put(
                inner.x + 1,
                inner.y,
                inner.width.saturating_sub(2),
                tail(&self.typed, inner.width.saturating_sub(2).into()),
                theme.strong,
            );
            sheet.put(inner.x + 1 + used, inner.y, 1, cursor, theme.key);
        }
    }

    /// What was asked before and still is, then what is typed.
    fn marks(&self, scene: Scene) -> Vec<String> {
        let before = Query {
            conditions: self.kept().map(|at| self.base.conditions[at].clone()).collect(),
            words: self.base.words.clone(),
            ..Query::default()
        };
        let mut marks = wording::marks(&before, scene.language);
        if let Some(Found { understood, .. }) = &self.found {
            let said = understood.asking();
            marks.extend(said.map(|it| wording::piece(it, understood, scene.language)));
        }
        marks
    }

    /// Which conditions of before are asked still: what is typed asks something else of their dimension.
    fn kept(&self) -> impl Iterator<Item = usize> {
        let typed = self
            .found
            .as_ref()
            .map(|found| found.understood.query())
            .unwrap_or_default();
        let conditions = self.base.conditions.iter().enumerate();
        conditions
            .filter(move |(_, it)| typed.of_dimension(it.dimension()).next().is_none())
            .map(|(at, _)| at)
    }

    fn take_off(&mut self, nth: usize, scene: Scene) {
        let kept: Vec<usize> = self.kept().collect();
        let words = self.base.words.len();
        match (kept.get(nth), &self.found) {
            (Some(at), _) => self.base = self.base.without_mark(*at),
            (None, _) if nth < kept.len() + words => {
                let word = self.base.conditions.len() + nth - kept.len();
                self.base = self.base.without_mark(word);
            }
            (None, Some(found)) => self.typed = found.understood.unsaid(nth - kept.len() - words),
            (None, None) => {}
        }
        self.look_up(scene);
    }

    fn look_up(&mut self, scene: Scene) {
        self.selected = None;
        let before = self.found.take();
        self.found = (!self.typed.is_empty()).then(|| {
            let same = before.filter(|it| Arc::ptr_eq(&it.catalog, scene.catalog));
            let mut recall = same.map(|it| it.recall).unwrap_or_default();
            let understood = scene.catalog.understand(&self.typed, &mut recall);
            let asked = self.base.narrowed(&understood.query());
            Found {
                catalog: Arc::clone(scene.catalog),
                answer: scene.catalog.answer(&asked, scene.now.wall, &mut recall),
                understood,
                asked,
                recall,
            }
        });
    }

    fn hits(&self) -> &[Index] {
        self.found.as_ref().map_or(&[], |found| &found.answer.hits)
    }

    /// The posting where the arrows stand, or all of them.
    fn enter(&mut self, scene: Scene) -> Ask {
        self.was_left = true;
        let Some(found) = &self.found else {
            return Ask::Replace(Screen::List(List::new(self.base.clone(), scene)));
        };
        if found.answer.hits.is_empty() {
            return Ask::Nothing;
        }
        match self.selected.and_then(|at| found.brief(at)) {
            Some(brief) => Ask::Show(Screen::Detail(Detail::new(brief.row))),
            None => Ask::Show(Screen::List(List::new(found.asked.clone(), scene))),
        }
    }

    fn choose_trade(&self, digit: u8, scene: Scene) -> Ask {
        let trade = scene.catalog.wanted_trades().get(usize::from(digit) - 1);
        trade.map_or(Ask::Nothing, |trade| {
            let query = self.base.with(Condition::Trade(trade.clone()));
            Ask::Show(Screen::List(List::new(query, scene)))
        })
    }
}

impl Found {
    fn brief(&self, at: usize) -> Option<&Brief> {
        self.answer.hits.get(at).and_then(|index| self.catalog.get(*index))
    }
}

/// The end of what is typed, as much as there is room for: that is where one writes.
fn tail(typed: &str, width: usize) -> &str {
    let starts = typed.char_indices().map(|(start, _)| &typed[start..]);
    let mut fitting = starts.filter(|rest| cells(rest) <= width);
    fitting.next().unwrap_or_default()
}

/// Below the marks: what was given up, or that there is nothing.
fn view_note(scene: Scene, sheet: &mut Sheet, marks: Rect, found: &Found) {
    let note = match wording::answer(&found.asked, &found.answer, scene.language).pop() {
        Some(instead) if !found.answer.hits.is_empty() => instead,
        Some(_) => word!(scene.language, "search.nothing").into_owned(),
        None => return,
    };
    let width = marks.width.saturating_sub(2);
    sheet.put(marks.x + 1, marks.y + 1, width, &note, sheet.look.theme.warning);
}

fn view_found(scene: Scene, sheet: &mut Sheet, area: Rect, found: &Found, selected: Option<usize>) {
    let moment = scene.moment();
    for at in 0..shown(scene) {
        let Some(brief) = found.brief(at) else { break };
        let pitch = pitch(scene.size);
        let place = Rect {
            x: area.x,
            y: area.y + pitch * u16::try_from(at).unwrap_or(0),
            width: area.width.saturating_sub(2),
            height: posting::HEIGHT,
        };
        let is_selected = selected == Some(at);
        if is_selected {
            sheet.put(place.x + 1, place.y, 2, ">", sheet.look.theme.key);
        }
        let how = How {
            moment,
            is_selected,
            is_short: scene.catalog.falls_short_of(brief).is_some(),
        };
        posting::draw(sheet, place, None, brief, how);
        if let Ok(at) = u8::try_from(at) {
            sheet.touch(Rect { height: pitch, ..place }, Key::Result(at));
        }
    }
}

/// How many of what was found have room below the field.
fn shown(scene: Scene) -> usize {
    let keyboard = keys::keyboard_height(scene.size.width, scene.size.height.saturating_sub(2));
    let room = scene.size.height.saturating_sub(AROUND + keyboard);
    (room / pitch(scene.size)).clamp(1, 9).into()
}

/// Where the keyboard leaves little room, there is no blank row between two.
fn pitch(size: Size) -> u16 {
    if size.height < ROOMY {
        posting::HEIGHT
    } else {
        posting::HEIGHT + 1
    }
}

/// The nine trades on show, three abreast.
fn view_trades(scene: Scene, sheet: &mut Sheet, area: Rect) {
    const ABREAST: u16 = 3;
    let theme = sheet.look.theme;
    let prompt = word!(scene.language, "search.or_choose");
    sheet.put(area.x + 2, area.y, area.width.saturating_sub(4), &prompt, theme.muted);
    let width = area.width.saturating_sub(2) / ABREAST;
    let height = (area.height.saturating_sub(2) / 3).clamp(1, 5);
    for (at, trade) in (0..).zip(scene.catalog.wanted_trades()) {
        let place = Rect {
            x: area.x + 1 + width * (at % ABREAST),
            y: area.y + 2 + height * (at / ABREAST),
            width,
            height,
        };
        if place.bottom() > area.bottom() {
            break;
        }
        let inner = if height >= 3 {
            frame::draw(sheet, place, theme.text)
        } else {
            place
        };
        let y = inner.y + inner.height.saturating_sub(1) / 2;
        let used = sheet.put(inner.x + 1, y, 2, &(at + 1).to_string(), theme.key);
        let x = inner.x + 2 + used;
        sheet.put(x, y, inner.right().saturating_sub(x), trade.name(), theme.strong);
        if let Ok(digit) = u8::try_from(at + 1) {
            sheet.touch(place, Key::Digit(digit));
        }
    }
}

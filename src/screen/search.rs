//! 找工种 — say it in Chinese, pinyin or first letters; with nothing typed yet, a digit chooses one of nine trades.
//!
//! What is understood stands below the field as marks; a touch takes one off again, out of the text as well.

mod view;

use std::sync::Arc;

use ratatui::layout::Rect;

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
use crate::catalog::Dimension;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::catalog::Understood;
use crate::count::Counted;
use crate::count::Kind;
use crate::key::Key;
use crate::posting::Row;
use crate::text::CleanText;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::keys;
use crate::widget::marks;
use crate::wording;

/// A sentence is never longer; a word of letters is matched up to 63.
const TYPED_MAX: usize = 40;

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
        let last = self.hits().min(view::shown(scene)).checked_sub(1);
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

    /// The postings below the field.
    #[must_use]
    pub fn drawn(&self, scene: Scene) -> Vec<Row> {
        let found = self.found.iter();
        let shown = found.flat_map(|found| (0..view::shown(scene)).filter_map(|at| found.brief(at)));
        shown.map(|brief| brief.row).collect()
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let total = self.hits();
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
            keys::keyboard(sheet, below, !self.typed.is_empty());
        }
        let field = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            height: 3,
            ..area
        };
        view::view_field(&self.typed, scene, sheet, field);
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
                view::view_note(scene, sheet, chosen, found);
                view::view_found(scene, sheet, below, found, self.selected);
            }
            None => view::view_trades(scene, sheet, below),
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

    /// Nothing is found, with the trade where what is typed names one; of anything else that was typed nothing is told.
    #[must_use]
    pub fn in_vain(&self) -> Option<Counted> {
        let found = self.found.as_ref().filter(|found| found.answer.hits.is_empty())?;
        let query = found.understood.query();
        let mut trades = query.of_dimension(Dimension::Trade);
        let named = trades.find_map(|condition| {
            if let Condition::Trade(trade) = condition {
                CleanText::line(trade.name())
            } else {
                None
            }
        });
        Some(Counted {
            trade: named,
            ..Counted::of(Kind::NothingFound)
        })
    }

    fn hits(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.answer.hits.len())
    }

    /// The posting where the arrows stand, or all of them.
    fn enter(&mut self, scene: Scene) -> Ask {
        let Some(found) = &self.found else {
            return Ask::Replace(Screen::List(List::new(self.base.clone(), scene)));
        };
        if found.answer.hits.is_empty() {
            return Ask::Nothing;
        }
        self.was_left = true;
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
    fn brief(&self, at: usize) -> Option<Brief> {
        self.answer.hits.get(at).and_then(|index| self.catalog.get(index))
    }
}

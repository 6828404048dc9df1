//! 日志 — who decided what, newest first.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::decide;
use super::decide::Chosen;
use super::list;
use super::list::Cursor;
use super::list::Row;
use super::stroke::Stroke;
use super::words;
use crate::decision::Entry;
use crate::widget::Sheet;
use crate::widget::bar::Hint;

#[derive(Debug, Default)]
pub(super) struct Log {
    cursor: Cursor,
}

impl Log {
    pub(super) fn hold(&mut self, log: &[Entry]) {
        self.cursor.hold(&keys(log));
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        let log = &scene.known.log;
        if self.cursor.moved(stroke, &keys(log)) {
            return Ask::Turned;
        }
        let (Stroke::Char(letter), Some(entry)) = (stroke, log.get(self.cursor.of(log.len()))) else {
            return Ask::Nothing;
        };
        // How it stands now, not how it stood then.
        let latest = log.iter().find(|other| other.posting == entry.posting).unwrap_or(entry);
        let chosen = Chosen {
            id: entry.posting.0.to_string(),
            title: entry.title.clone(),
            standing: latest.after.clone(),
            found: None,
        };
        decide::letter(*letter, &chosen)
    }

    pub(super) fn hints() -> Vec<Hint> {
        let several = Hint::of_several;
        vec![
            several("↑↓", "选"),
            several("U", "撤销最后一步"),
            several("H", "撤下"),
            several("F", "招满了"),
            several("O", "照常"),
            several("P", "置顶"),
            several("E", "记"),
        ]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let log = &scene.known.log;
        if log.is_empty() {
            sheet.put(area.x + 2, area.y, area.width, "还没定过什么", theme.muted);
            return;
        }
        list::draw(sheet, area, &self.cursor, log.len(), |at| Row {
            text: words::entry(&log[at], &scene.site.hall.zone),
            style: theme.text,
        });
    }
}

fn keys(log: &[Entry]) -> Vec<String> {
    log.iter().map(|entry| entry.seq.to_string()).collect()
}

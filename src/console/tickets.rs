//! 叫人 — who waits for staff, and what visitors said of postings.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::decide;
use super::decide::Chosen;
use super::known::Desk;
use super::list;
use super::list::Cursor;
use super::list::Row;
use super::stroke::Stroke;
use super::words;
use crate::control::Request;
use crate::decision::Standing;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::wording;

#[derive(Debug, Default)]
pub(super) struct Tickets {
    cursor: Cursor,
}

impl Tickets {
    pub(super) fn hold(&mut self, desk: &Desk) {
        self.cursor.hold(&keys(desk));
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        let desk = &scene.known.desk;
        let total = desk.calls.len() + desk.reports.len();
        if self.cursor.moved(stroke, &keys(desk)) {
            return Ask::Turned;
        }
        let Stroke::Char(letter) = stroke else {
            return Ask::Nothing;
        };
        let at = self.cursor.of(total);
        if let Some(call) = desk.calls.get(at) {
            return match letter {
                'd' => Ask::Request(Request::Done { number: call.number }),
                _ => Ask::Nothing,
            };
        }
        let Some(report) = desk.reports.get(at - desk.calls.len().min(at)) else {
            return Ask::Nothing;
        };
        let latest = scene.known.log.iter().find(|entry| entry.posting == report.posting);
        let chosen = Chosen {
            id: report.posting.0.to_string(),
            title: report.title.clone(),
            standing: latest.map_or_else(Standing::default, |entry| entry.after.clone()),
        };
        decide::letter(*letter, &chosen)
    }

    pub(super) fn hints() -> Vec<Hint> {
        let several = Hint::of_several;
        vec![
            several("↑↓", "选"),
            several("D", "有人管了"),
            several("H", "撤下那个活"),
            several("F", "招满了"),
            several("O", "照常"),
            several("E", "记"),
            several("U", "撤销"),
        ]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let desk = &scene.known.desk;
        let said = format!(
            "等着的 {} 个，有人说有问题的 {} 条",
            desk.calls.len(),
            desk.reports.len()
        );
        sheet.put(area.x + 1, area.y, area.width, &said, theme.muted);
        let list = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let zone = &scene.site.hall.zone;
        let total = desk.calls.len() + desk.reports.len();
        list::draw(sheet, list, &self.cursor, total, |at| match desk.calls.get(at) {
            Some(call) => Row {
                text: format!(
                    "{:>3} 号  {}  等了 {}  在看 {}",
                    call.number,
                    words::clock(call.at, scene.now.wall, zone),
                    words::span(scene.now.wall.duration_since(call.at).as_secs()),
                    call.page
                ),
                style: theme.strong,
            },
            None => {
                let report = &desk.reports[at - desk.calls.len()];
                Row {
                    text: format!(
                        "{}  {}：{}（{} 次）",
                        words::clock(report.last_at, scene.now.wall, zone),
                        report.title,
                        wording::complaint(report.complaint, crate::language::Language::CHINESE),
                        report.times
                    ),
                    style: theme.text,
                }
            }
        });
    }
}

/// Calls, then reports.
fn keys(desk: &Desk) -> Vec<String> {
    let calls = desk.calls.iter().map(|call| format!("{} {}", call.number, call.at));
    let reports = desk.reports.iter();
    let reports = reports.map(|report| format!("{} {:?}", report.posting.0, report.complaint));
    calls.chain(reports).collect()
}

//! 概况 — how the feeds, the screen and the hall are, and what was done last.

use ratatui::layout::Rect;

use super::Scene;
use super::counted;
use super::known::Feed;
use super::known::Status;
use super::list::column;
use super::words;
use crate::text::CleanText;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::wording;

/// Before every line, what it is about.
const LABEL: u16 = 8;
const NAME: usize = 12;
/// What waits and what was done last, at most.
const CALLS_SHOWN: usize = 3;
const REPORTS_SHOWN: usize = 3;
/// What was done last is seen however much else there is to say: the last step can be undone here.
const STEPS_SHOWN_MIN: usize = 2;
/// A reason why a feed failed takes no more lines than this; where several have failed, one each.
const REASON_LINES: usize = 2;

pub(super) fn view(scene: &Scene, sheet: &mut Sheet, area: Rect) {
    let mut pen = Pen { y: area.y, area };
    if let Some(status) = &scene.known.status {
        for (nth, feed) in scene.site.feeds.iter().enumerate() {
            let label = if nth == 0 { "数据" } else { "" };
            let known = status.feeds.iter().find(|known| known.key == feed.key);
            draw_feed(scene, sheet, &mut pen, (label, &feed.name), known);
        }
        let style = sheet.look.theme.text;
        pen.line(sheet, "屏幕", &screen(scene), style);
        draw_printer(status, sheet, &mut pen);
        pen.line(sheet, "活", &postings(status), style);
        let counts = scene
            .known
            .counts
            .as_ref()
            .and_then(|counts| counted::of(counts, scene));
        if let Some(counted) = counts {
            pen.line(sheet, "今天", &counted.sums, style);
            if let Some(hours) = counted.hours(sheet.look.border) {
                pen.line(sheet, "", &hours, style);
            }
        }
        if let Some(closed) = words::closed(status.maintenance.as_ref()) {
            let style = sheet.look.theme.warning;
            pen.line(sheet, "", &closed, style);
        }
        let faults = [&status.configuration, &status.clock].map(|fault| fault.as_ref().map(CleanText::to_string));
        let safe_mode = status.safe_mode.map(|mode| words::safe_mode(mode).to_owned());
        let left_out = words::left_out(&status.left_out);
        for text in faults.into_iter().chain([safe_mode, left_out]).flatten() {
            pen.warn(sheet, &text);
        }
        if !status.writable && status.program.is_some() {
            let style = sheet.look.theme.warning;
            pen.line(sheet, "", "数据写不进去：只能看，不能定", style);
        }
    } else {
        let style = sheet.look.theme.muted;
        pen.line(sheet, "数据", "还不知道", style);
    }
    pen.blank();
    draw_desk(scene, sheet, &mut pen);
    pen.blank();
    draw_steps(scene, sheet, &mut pen);
}

/// Goes down the page a line at a time; below its end nothing is drawn.
struct Pen {
    y: u16,
    area: Rect,
}

impl Pen {
    fn line(&mut self, sheet: &mut Sheet, label: &str, text: &str, style: ratatui::style::Style) {
        if self.y >= self.area.bottom() {
            return;
        }
        let (x, muted) = (self.area.x + 1, sheet.look.theme.muted);
        sheet.put(x, self.y, LABEL, label, muted);
        sheet.put(
            x + LABEL,
            self.y,
            self.area.width.saturating_sub(LABEL + 2),
            text,
            style,
        );
        self.y += 1;
    }

    /// A reason, in as many lines as one may take.
    fn warn(&mut self, sheet: &mut Sheet, text: &str) {
        let (width, style) = (self.area.width.saturating_sub(LABEL + 2), sheet.look.theme.warning);
        for line in wrap(text, width.into()).iter().take(REASON_LINES) {
            self.line(sheet, "", line, style);
        }
    }

    fn blank(&mut self) {
        self.y += 1;
    }

    fn left(&self) -> usize {
        usize::from(self.area.bottom().saturating_sub(self.y))
    }
}

fn draw_feed(scene: &Scene, sheet: &mut Sheet, pen: &mut Pen, (label, name): (&str, &CleanText), known: Option<&Feed>) {
    let theme = sheet.look.theme;
    let name = column(name, NAME);
    let Some(feed) = known else {
        return pen.line(sheet, label, &format!("{name}  还没更新过"), theme.muted);
    };
    let zone = &scene.site.hall.zone;
    let now = scene.now.wall;
    let age = match feed.good_at {
        Some(at) => format!(
            "{} 更新（{}前）",
            words::clock(at, now, zone),
            words::span(now.duration_since(at).as_secs())
        ),
        None => "还没更新成过".to_owned(),
    };
    let (state, style) = match feed.failure {
        None => ("正常", theme.text),
        Some(_) => ("断了", theme.warning),
    };
    let count = wording::thousands(&feed.postings.to_string());
    pen.line(sheet, label, &format!("{name}  {state}  {age}  {count} 个"), style);
    let mut more = Vec::new();
    if let Some(change) = feed.change {
        more.push(format!(
            "新 {} 改 {} 撤 {}",
            change.new, change.changed, change.withdrawn
        ));
    }
    if feed.refused > 0 {
        more.push(format!("没收下 {} 条", feed.refused));
    }
    if let Some(next) = feed.next_at.filter(|_| scene.line.is_up()) {
        let again = if feed.failure.is_some() { "再试" } else { "再更新" };
        more.push(format!("{} {again}", words::clock(next, now, zone)));
    }
    let indent = " ".repeat(NAME + 2);
    if !more.is_empty() {
        pen.line(sheet, "", &format!("{indent}{}", more.join(wording::DOT)), theme.muted);
    }
    if let Some(reason) = &feed.failure {
        let width = usize::from(pen.area.width.saturating_sub(LABEL + 2)).saturating_sub(NAME + 2);
        let feeds = scene.known.status.iter().flat_map(|status| &status.feeds);
        let have_failed = feeds.filter(|feed| feed.failure.is_some()).count();
        let lines = if have_failed > 1 { 1 } else { REASON_LINES };
        for line in wrap(reason, width).iter().take(lines) {
            pen.line(sheet, "", &format!("{indent}{line}"), theme.warning);
        }
    }
}

/// What the kiosk shows, by the title in its first row.
fn screen(scene: &Scene) -> String {
    if !scene.line.is_up() {
        return "不知道".to_owned();
    }
    let first = scene.known.rows.first().map(|row| row.trim());
    let title = first.and_then(|row| row.split("  ").next()).unwrap_or_default();
    if title.is_empty() {
        "还不知道".to_owned()
    } else {
        format!("{title}（V 看整屏）")
    }
}

/// `没纸了  排队 1 张`
fn draw_printer(status: &Status, sheet: &mut Sheet, pen: &mut Pen) {
    let theme = sheet.look.theme;
    let (said, style) = match (status.printer_state(), &status.printer) {
        (Some(state), _) if state.may_print() => (words::printer(state), theme.text),
        (Some(state), _) => (words::printer(state), theme.warning),
        (None, Some(said)) => (said.as_str(), theme.text),
        (None, None) => return,
    };
    let queue = status.printer_queue.filter(|slips| *slips > 0);
    let queue = queue.map_or_else(String::new, |slips| format!("  排队 {slips} 张"));
    pen.line(sheet, "打印机", &format!("{said}{queue}"), style);
}

fn postings(status: &Status) -> String {
    let count = |count: usize| wording::thousands(&count.to_string());
    if status.program.is_none() {
        return format!("定过的 {} 个  叫人等着的 {} 个", status.decided, status.waiting);
    }
    format!(
        "今天能干的 {} 个  一共 {} 个  定过的 {} 个  叫人等着的 {} 个",
        count(status.today),
        count(status.postings),
        count(status.decided),
        count(status.waiting)
    )
}

fn draw_desk(scene: &Scene, sheet: &mut Sheet, pen: &mut Pen) {
    let theme = sheet.look.theme;
    let desk = &scene.known.desk;
    let zone = &scene.site.hall.zone;
    if desk.calls.is_empty() {
        pen.line(sheet, "叫人", "现在没人等", theme.muted);
    }
    for (nth, call) in desk.calls.iter().take(CALLS_SHOWN).enumerate() {
        let waits = words::span(scene.now.wall.duration_since(call.at).as_secs());
        let text = format!("{} 号  等了 {waits}  在看 {}", call.number, call.page);
        pen.line(sheet, if nth == 0 { "叫人" } else { "" }, &text, theme.strong);
    }
    let flags = &scene.known.flags;
    if flags.held + flags.shown > 0 {
        let style = if flags.held > 0 { theme.warning } else { theme.text };
        let text = format!("{}（按 4 看）", words::flags(flags.held, flags.shown));
        pen.line(sheet, "要看的", &text, style);
    }
    // A blank line and the last steps come below.
    let room = pen.left().saturating_sub(STEPS_SHOWN_MIN + 1).min(REPORTS_SHOWN);
    for (nth, report) in desk.reports.iter().take(room).enumerate() {
        let text = format!(
            "{}：{}（{} 次，{}）",
            report.title,
            wording::complaint(report.complaint, sheet.look.language),
            report.times,
            words::clock(report.last_at, scene.now.wall, zone)
        );
        pen.line(sheet, if nth == 0 { "有问题" } else { "" }, &text, theme.text);
    }
}

fn draw_steps(scene: &Scene, sheet: &mut Sheet, pen: &mut Pen) {
    let theme = sheet.look.theme;
    let known = scene.known;
    let undoable = known.last_step().map(|entry| entry.seq);
    let shown = pen.left();
    if known.log.is_empty() {
        pen.line(sheet, "刚才", "还没定过什么", theme.muted);
    }
    for (nth, entry) in known.log.iter().take(shown).enumerate() {
        let at = words::clock(entry.at, scene.now.wall, &scene.site.hall.zone);
        let undo = if Some(entry.seq) == undoable && scene.line.is_up() {
            "  U 撤销这一步"
        } else {
            ""
        };
        let text = format!("{at} {} {}{undo}", entry.who, words::step(entry));
        pen.line(sheet, if nth == 0 { "刚才" } else { "" }, &text, theme.text);
    }
}

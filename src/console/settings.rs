//! 设置 — where things are and who one is. To be read: the file of the operator says it.

use ratatui::layout::Rect;

use super::Scene;
use super::words;
use crate::text::CleanText;
use crate::text::wrap;
use crate::widget::Sheet;

const LABEL: u16 = 10;

pub(super) fn view(scene: &Scene, sheet: &mut Sheet, area: Rect) {
    let theme = sheet.look.theme;
    let mut y = area.y;
    for (label, text) in lines(scene) {
        let width = area.width.saturating_sub(LABEL + 2);
        sheet.put(area.x + 1, y, LABEL, label, theme.muted);
        for row in wrap(&text, width.into()) {
            if y >= area.bottom() {
                return;
            }
            sheet.put(area.x + 1 + LABEL, y, width, &row, theme.text);
            y += 1;
        }
    }
}

fn lines(scene: &Scene) -> Vec<(&'static str, String)> {
    let site = scene.site;
    let status = scene.known.status.as_ref();
    let kiosk = status.and_then(|status| status.program.as_ref());
    let groups: Vec<&str> = site.account.groups.iter().map(CleanText::as_str).collect();
    let way = if site.account.over_ssh {
        "从 SSH 来"
    } else {
        "在机器上"
    };
    let idle = match site.idle {
        Some(idle) => format!("{}后自己关", words::setting(idle)),
        None => "不会自己关".to_owned(),
    };
    let name = site.hall.name.as_ref().map_or("没写", CleanText::as_str);
    let mut lines = vec![
        ("市场", name.to_owned()),
        ("套接字", site.socket.to_string()),
        ("数据", site.folder.to_string()),
        (
            "版本",
            format!(
                "屏幕上的找活 {}，这个工作人员台 {}",
                kiosk.map_or("没在运行", CleanText::as_str),
                env!("CARGO_PKG_VERSION")
            ),
        ),
        ("您", format!("{}（{way}）", site.account.name)),
        ("您的组", groups.join(" ")),
        ("没人动", format!("{idle}（--idle）")),
        (
            "草稿",
            if site.keeps_drafts {
                "存在您自己的目录里".to_owned()
            } else {
                "没处可存：退出就没了".to_owned()
            },
        ),
    ];
    for (nth, feed) in site.feeds.iter().enumerate() {
        let label = if nth == 0 { "数据来源" } else { "" };
        lines.push((
            label,
            format!("{}，每 {}更新一次", feed.name, words::setting(feed.poll)),
        ));
    }
    lines
}

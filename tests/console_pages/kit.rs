//! A console beside a made-up kiosk: type, let time pass, read the screen, see what was asked.

use jiff::SignedDuration;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use serde_json::Value;
use serde_json::json;
use std::time::Duration;
use zhaohuo::config::Border;
use zhaohuo::config::Hall;
use zhaohuo::config::ThemeName;
use zhaohuo::console::Account;
use zhaohuo::console::Draft;
use zhaohuo::console::Effect;
use zhaohuo::console::FeedName;
use zhaohuo::console::Model;
use zhaohuo::console::Msg;
use zhaohuo::console::Site;
use zhaohuo::console::Stored;
use zhaohuo::console::Stroke;
use zhaohuo::console::update;
use zhaohuo::console::view;
use zhaohuo::control::Answer;
use zhaohuo::control::Request;
use zhaohuo::now::Now;
use zhaohuo::text::CleanText;
use zhaohuo::theme::Depth;

use crate::support;
use crate::support::config;
use crate::support::look;
use crate::support::text_of;

/// A console that is connected to a made-up kiosk.
pub(crate) struct Console {
    model: Model,
    now: Now,
    size: Size,
    pub(crate) asked: Vec<Effect>,
    /// The kiosk is of the build before counts and the printer's state could be asked for.
    is_older: bool,
}

impl Console {
    pub(crate) fn new() -> Self {
        Self::sized(80, 24)
    }

    pub(crate) fn sized(width: u16, height: u16) -> Self {
        let mut console = Self::alone(width, height, Border::Lines, None);
        console.tell(Msg::Connected);
        console
    }

    pub(crate) fn beside_an_older_kiosk() -> Self {
        let mut console = Self::alone(80, 24, Border::Lines, None);
        console.is_older = true;
        console.tell(Msg::Connected);
        console
    }

    pub(crate) fn alone(width: u16, height: u16, border: Border, draft: Option<Draft>) -> Self {
        let clean = |text: &str| CleanText::new(text, 60);
        let feed = |key: &str, name: &str| FeedName {
            key: key.to_owned(),
            name: clean(name),
            poll: Duration::from_secs(600),
        };
        let site = Site {
            hall: Hall::of(&config()).unwrap(),
            feeds: vec![feed("city", "市人社局"), feed("group", "区零工群")],
            socket: clean("/run/zhaohuo/control.sock"),
            folder: clean("/var/lib/zhaohuo"),
            account: Account {
                name: clean("op1"),
                groups: vec![clean("op1"), clean("zhaohuo-staff")],
                over_ssh: true,
            },
            idle: Some(Duration::from_secs(120)),
            keeps_drafts: true,
        };
        let now = Now {
            wall: support::now(),
            monotonic: Duration::ZERO,
            disbelieved: None,
        };
        let grid = Size::new(width, height);
        let look = zhaohuo::widget::Look {
            border,
            ..look(ThemeName::Dark, Depth::Colours256)
        };
        Self {
            model: Model::new(site, look, draft, now, grid),
            now,
            size: grid,
            asked: Vec::new(),
            is_older: false,
        }
    }

    /// Does what the edge and a kiosk would.
    pub(crate) fn tell(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg, self.now) {
            if let Effect::Ask(request) = &effect {
                let answer = if self.is_older {
                    older_answer(request)
                } else {
                    answer(request)
                };
                self.tell(Msg::Answered(Box::new(request.clone()), answer));
            }
            self.asked.push(effect);
        }
    }

    /// `<enter>` and the like are keys, everything else is typed.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let (stroke, after) = match named {
                Some(("enter", after)) => (Stroke::Enter, after),
                Some(("esc", after)) => (Stroke::Escape, after),
                Some(("up", after)) => (Stroke::Up, after),
                Some(("down", after)) => (Stroke::Down, after),
                Some(("right", after)) => (Stroke::Right, after),
                Some(("left", after)) => (Stroke::Left, after),
                Some(("erase", after)) => (Stroke::Erase, after),
                Some((other, _)) => panic!("no key is called {other}"),
                None => (Stroke::Char(first), &rest[first.len_utf8()..]),
            };
            self.tell(Msg::Stroke(stroke));
            rest = after;
        }
        self
    }

    pub(crate) fn wait(mut self, secs: u64) -> Self {
        for _ in 0..secs {
            self.now.monotonic += Duration::from_secs(1);
            self.now.wall += SignedDuration::from_secs(1);
            self.tell(Msg::Tick);
        }
        self
    }

    pub(crate) fn without_kiosk(mut self) -> Self {
        self.tell(Msg::Lost(CleanText::new("找活没有在运行", 40)));
        let stored = Stored {
            status: json!({"feeds": status()["feeds"], "waiting": 1, "decided": 2}),
            tickets: tickets(),
            log: log(),
        };
        self.tell(Msg::Stored(Some(Box::new(stored))));
        self
    }

    pub(crate) fn screen(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        text_of(terminal.backend().buffer())
    }

    /// What was asked of the kiosk that changes something.
    pub(crate) fn decided(&self) -> Vec<Request> {
        let requests = self.asked.iter().filter_map(|effect| match effect {
            Effect::Ask(request) => Some(request.clone()),
            Effect::ReadStore | Effect::SaveDraft(_) | Effect::Redraw | Effect::Quit => None,
        });
        let is_read = |request: &Request| {
            let line = request.line().unwrap();
            [
                "status", "screen", "tickets", "flags", "counts", "suggest", "log", "find",
            ]
            .iter()
            .any(|read| line.contains(&format!(r#""ask":"{read}""#)))
        };
        requests.filter(|request| !is_read(request)).collect()
    }
}

fn answer(request: &Request) -> Answer {
    if let Request::Hide { id, .. } = request
        && id == "市:2"
    {
        return Answer::Refused(CleanText::new("数据现在写不进去", 40));
    }
    let line = request.line().unwrap();
    let asked: Value = serde_json::from_str(&line).unwrap();
    Answer::Done(match asked["ask"].as_str().unwrap() {
        "status" => status(),
        "counts" => counts(),
        "screen" => {
            json!({"rows": [" 找活 · 市北区海泊河零工市场      11月22日 周日 06:12", "", "   今天就能干", "   搬运工"]})
        }
        "tickets" => tickets(),
        "flags" => flags(),
        "suggest" => json!({"names": ["卸车", "协警", "鞋厂"]}),
        "log" => log(),
        "find" => found(),
        "pull" => json!({}),
        "done" => json!({"number": 17}),
        act => step(9, act, "op1", &format!("市:{act}"), "搬运工（家具卸货）", None),
    })
}

/// It says less, and does not know the newest question.
fn older_answer(request: &Request) -> Answer {
    match (request, answer(request)) {
        (Request::Counts { .. }, _) => Answer::Refused(CleanText::new("不懂这个请求：unknown variant `counts`", 60)),
        (Request::Status {}, Answer::Done(mut said)) => {
            let fields = said.as_object_mut().unwrap();
            fields.retain(|name, _| !["printer_state", "printer_queue"].contains(&name.as_str()));
            Answer::Done(said)
        }
        (_, answer) => answer,
    }
}

/// Of a morning, with what is too little to say in some of its hours, and something that nobody knows here.
pub(crate) fn counts() -> Value {
    let line = |kind: &str, by: &str, value: &str, times: Option<u64>| json!({"kind": kind, "by": by, "value": value, "times": times});
    let day = |kind: &str, times| line(kind, "day", "2026-11-22", times);
    let hour = |value: &str, times| line("visit", "hour", value, times);
    json!({
        "from": "2026-11-22", "to": "2026-11-22",
        "lines": [
            day("visit", Some(1_143)), day("view", Some(611)), day("code", Some(187)), day("slip", None),
            day("nothing-found", Some(9)), day("call", Some(5)), day("song", Some(7)),
            hour("02", None), hour("03", Some(11)), hour("04", Some(320)), hour("05", Some(520)), hour("06", Some(290)),
            line("nothing-found", "trade", "焊工", Some(5)), line("nothing-found", "trade", "潜水员", None),
            line("view", "trade", "搬运工", Some(300)),
        ],
    })
}

pub(crate) fn status() -> Value {
    json!({
        "printer": "打印机没纸了", "printer_state": "paper-out", "printer_queue": 1,
        "hall": "市北区海泊河零工市场", "program": "0.1.0", "running_secs": 1_036_800, "writable": true,
        "postings": 1_284, "today": 86, "waiting": 1, "decided": 2,
        "feeds": [
            {"key": "city", "good_at": "2026-11-22T06:10:00+08:00", "tried_at": "2026-11-22T06:10:00+08:00",
             "failure": null, "postings": 1_240, "refused": 3, "next_at": "2026-11-22T06:20:00+08:00",
             "change": {"new": 12, "changed": 3, "withdrawn": 7}},
            {"key": "group", "good_at": "2026-11-22T05:31:00+08:00", "tried_at": "2026-11-22T06:11:00+08:00",
             "failure": "连不上 jobs.qd.example：connection refused", "postings": 44, "refused": 0,
             "next_at": "2026-11-22T06:13:00+08:00", "change": null},
        ],
    })
}

pub(crate) fn tickets() -> Value {
    json!({
        "open": [{"number": 17, "page": "看详情", "at": "2026-11-22T06:10:00+08:00"}],
        "reports": [{"posting": "市:6", "title": "装卸工", "complaint": "asksMoney", "times": 3,
                     "last_at": "2026-11-22T05:50:00+08:00"}],
    })
}

fn flags() -> Value {
    let reason = |rule: &str, field: &str, marked: Value, holds: bool| json!({"rule": rule, "source": "《就业促进法》第二十七条；《妇女权益保障法》", "field": field, "words": "限女性", "marked": marked, "holds": holds});
    json!({
        "held": 2, "shown": 31,
        "postings": [
            {"number": "731204", "id": "市:11", "title": "包装工", "employer": "某某电子厂", "held": true,
             "findings": [reason("sex", "qualifications", json!("…年龄45以下，【限女性】，手脚麻利"), true),
                          reason("missing-fields", "place", Value::Null, false)]},
            {"number": "731205", "id": "市:12", "title": "发传单", "employer": "某某传媒", "held": true,
             "findings": [reason("minimum-wage", "pay", json!("【80】"), true)]},
            {"number": "731206", "id": "市:13", "title": "小时工", "employer": Value::Null, "held": false,
             "findings": [reason("missing-fields", "place", Value::Null, false)]},
        ],
    })
}

pub(crate) fn log() -> Value {
    json!([
        step(3, "undo", "op2", "市:9", "装卸工（港口）", Some(2)),
        step(2, "full", "op2", "市:9", "装卸工（港口）", None),
        step(1, "add", "op1", "staff:1", "卸车", None),
    ])
}

pub(crate) fn step(seq: i64, act: &str, who: &str, posting: &str, title: &str, undoes: Option<i64>) -> Value {
    let standing = |hidden: Value| json!({"pinned": act == "add", "hidden": hidden, "full": null, "remark": null});
    let reason = if act == "hide" {
        json!("写了限女性")
    } else {
        Value::Null
    };
    json!({
        "seq": seq, "at": "2026-11-22T05:58:00+08:00", "who": who, "act": act, "posting": posting, "title": title,
        "before": standing(Value::Null), "after": standing(reason), "undoes": undoes, "number": "482736",
    })
}

fn found() -> Value {
    let posting = |number: &str, id: &str, title: &str| {
        json!({
            "number": number, "id": id, "title": title, "pay": "230 元/天 当天结", "start": "今天 07:30 集合 · 8 小时",
            "place": "海泊河家具城 2.1 公里 · 管接送 · 管饭 · 还招 6 人", "pinned": false, "full": false,
            "hidden": null, "remark": null,
        })
    };
    let mut hidden = posting("111222", "市:8", "包装工");
    hidden["hidden"] = json!("写了限女性，要改");
    let mut full = posting("333444", "市:9", "装卸工（港口）");
    full["full"] = json!(true);
    let mut pinned = posting("555666", "staff:1", "卸车");
    (pinned["pinned"], pinned["remark"]) = (json!(true), json!("问过单位"));
    json!({
        "total": 1_285, "said": [],
        "postings": [hidden, pinned, posting("482736", "市:1", "搬运工（家具卸货）"), posting("123456", "市:2", "分拣员（夜班）"), full],
    })
}

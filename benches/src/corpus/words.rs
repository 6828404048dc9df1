//! What employers write.

use fastrand::Rng;
use serde_json::Value;

/// Each stands in a third of the descriptions.
pub(crate) const BOILERPLATE: [&str; 4] = ["工资当天结清", "有经验者优先", "服从安排听指挥", "包吃住"];

/// Fewest characters of a description, and from where on it may end.
const CHARS: std::ops::RangeInclusive<usize> = 60..=110;

const CLAUSES: [&str; 24] = [
    "早上{n}点在门口集合，晚了不等",
    "中午休息{n}小时，管一顿饭",
    "要{n}个人，来了就能干",
    "先干{n}天，干得好接着用",
    "一天大概{n}小时，不拖时间",
    "离地铁口走路{n}分钟",
    "坐{n}路公交到终点下车",
    "男女不限，{n}岁以下都行",
    "有{n}年以上经验的工钱另谈",
    "干满{n}天另给全勤奖",
    "身份证看一眼就还，不扣押金",
    "手脚麻利，不怕脏不怕累",
    "自己带手套和水杯",
    "工服厂里发，干完交回来",
    "宿舍有空调和热水，{n}人一间",
    "下班统一派车送到市区",
    "下雨照常干活，雨衣我们出",
    "有高血压、心脏病的别来",
    "当面说好工钱再上车",
    "找{n}号门的王师傅登记",
    "加班另算，一小时{n}元",
    "活不重，站得住就行",
    "电话没人接就发短信",
    "本周{n}个班次，可以挑着上",
];

/// The plain title with three things that it says more than the trade.
pub(super) fn title(posting: &Value, random: &mut Rng) -> String {
    let text = |pointer: &str| posting.pointer(pointer).and_then(Value::as_str);
    let plain = text("/title").unwrap_or_default();
    let place = text("/jobLocation/name").or(text("/jobLocation/address/zh:district"));
    let yuan = posting.pointer("/baseSalary/value/value").and_then(Value::as_f64);
    let unit = match text("/baseSalary/value/unitText") {
        Some("HOUR") => "小时",
        Some("MONTH") => "月",
        Some("PIECE") => "件",
        Some(_) | None => "天",
    };
    let wage = yuan.map_or_else(|| "工资面议".to_owned(), |yuan| format!("{yuan}元一{unit}"));
    let (people, hour) = (random.u8(2..60), random.u8(4..20));
    let place = place.unwrap_or("市区");
    match random.u8(0..4) {
        0 => format!("{plain} {wage} {place} 招{people}人"),
        1 => format!("{place}急招{plain}{people}名，{wage}"),
        2 => format!("{plain}，{hour}点到岗，{wage}，{place}"),
        _ => format!("{wage}招{plain}{people}个（{place}，{hour}点）"),
    }
}

/// The plain description, then clauses until it is as long as a real one.
pub(super) fn description(posting: &Value, random: &mut Rng) -> String {
    let plain = posting.get("description").and_then(Value::as_str);
    let mut text = plain.unwrap_or_default().to_owned();
    let add = |clause: &str, text: &mut String| {
        text.push_str(clause);
        text.push('。');
    };
    for phrase in BOILERPLATE {
        if random.u8(0..3) == 0 {
            add(phrase, &mut text);
        }
    }
    let wanted = random.usize(CHARS);
    while text.chars().count() < wanted {
        let clause = random.choice(CLAUSES).unwrap_or_default();
        add(&clause.replace("{n}", &random.u8(2..40).to_string()), &mut text);
    }
    text
}

//! Texts that no employer writes, and feeds full of them.

use serde_json::Value;
use serde_json::json;

/// Each stands in every text of one posting.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [SEQUENCES, INVISIBLE, PICTURES, WORDS]
        .into_iter()
        .flatten()
        .map(|&text| text.to_owned())
        .collect();
    texts.push(format!("高{}", "\u{0301}\u{0489}\u{0336}\u{20dd}".repeat(40)));
    texts.push("W".repeat(300));
    texts.push("很长".repeat(150));
    texts.push("\u{8}".repeat(300));
    texts.push("字\u{fe0f}".repeat(200));
    texts
}

/// What a terminal obeys or answers: ECMA-48, xterm, and the same in one character each (U+0080–009F).
const SEQUENCES: &[&str] = &[
    "\u{1b}[6n",
    "\u{9b}6n",
    "\u{1b}[c",
    "\u{1b}[>q",
    "\u{1b}[2J\u{1b}[1;1H",
    "\u{1b}[?1049l",
    "\u{1b}c",
    "\u{1b}]0;骗子\u{7}",
    "\u{1b}]0;没有结尾",
    "\u{1b}]8;;https://evil.example\u{1b}\\点我\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;cm0gLXJmIC8=\u{7}",
    "\u{1b}]52;c;没有结尾",
    "\u{9d}2;题目\u{9c}",
    "\u{1b}P$qm\u{1b}\\",
    "\u{90}+q544e\u{9c}",
    "\u{1b}P没有结尾",
    "\u{1b}_Gi=1;AAAA\u{1b}\\",
    "\u{1b}^私信\u{1b}\\",
    "\u{1b}X串\u{1b}\\",
    "\u{1b}(0lqk\u{1b}(B",
    "\u{1b}[31m红\u{1b}[7m",
    "\u{1b}\u{1b}\u{1b}[",
    "换\r行\n制\t表\u{b}\u{c}\u{85}到此",
    "铃\u{7}空\u{0}退\u{8}\u{8}\u{8}删\u{7f}",
    "移出\u{e}lqqk\u{f}移入",
    "&#27;[6n&#x9b;6n&#155;6n",
    "&amp;#27;[6n &lt;b&gt;\u{1b}[6n",
    "\\u001b[6n\\x1b[6n\\033[6n",
];

/// What turns text round, hides in it, or says nothing at all.
const INVISIBLE: &[&str] = &[
    "电话\u{202e}0000-2350\u{202c}",
    "\u{202a}左\u{202b}右\u{202d}硬\u{202c}",
    "\u{2066}隔\u{2067}离\u{2068}区\u{2069}",
    "标\u{200e}\u{200f}\u{61c}记",
    "零\u{200b}宽\u{200c}连\u{200d}接\u{2060}\u{feff}",
    "软\u{ad}连\u{180e}字\u{34f}符",
    "签\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
    "选\u{fe00}\u{fe0e}\u{fe0f}\u{e0100}\u{e01ef}",
    "空\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}白",
    "段\u{2028}落\u{2029}",
    "注\u{fff9}释\u{fffa}行\u{fffb}",
    "乐\u{1d173}\u{1d17a}谱",
    "私\u{e000}\u{f8ff}\u{f0000}\u{10fffd}用",
    "非\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}字",
    "未\u{378}\u{e0080}\u{2fffd}定",
    "\u{feff}\u{200b}\u{202e}",
    "\u{301}\u{302}孤儿",
];

/// What terminals draw in one, two or four cells, each in its own way.
const PICTURES: &[&str] = &[
    "❤\u{fe0f}☎\u{fe0f}✈\u{fe0e}",
    "1\u{fe0f}\u{20e3}2\u{20e3}",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦一家",
    "👍🏽🧑🏿\u{200d}🔧",
    "🇨🇳🇺🇳🏴\u{e0067}\u{e0062}\u{e007f}",
    "\u{1f9ff}\u{1fae8}\u{1f004}",
    "— … “ ” · ① ℃ → ★ █ ▌ ░ ┼ ╬",
    "ﾊﾟｿｺﾝ ｶﾞ ﾞﾟ",
    "각가힣 \u{1112}\u{1161}\u{11ab}",
    "ａｂｃ　１２３",
    "م\u{64e}رحبا שלום",
    "ก\u{e33}ลั\u{e49}ง ครู நி க்ஷி",
    "\u{1d400}\u{1d504} Ⓐ ㊙ ㍿ ﷽ 𒐫",
    "𠮷𡃁㐂 龘靐 \u{30edd}",
];

/// What other programs stumble over.
const WORDS: &[&str] = &[
    "%{count} %{words} {0} {{7*7}} ${HOME} %s%n",
    "<script>alert('活')</script><b onclick=x>粗",
    "<![CDATA[ ]]> <!-- --> &nbsp;&lt;&bogus;",
    "'; DROP TABLE 活; -- \" OR 1=1",
    "../../../../etc/shadow\\..\\..",
    "$(poweroff) `poweroff` | poweroff & ; !!",
    "null undefined NaN Infinity true",
    "-0 1e999 0x7fffffff 18446744073709551616",
    "\\ \\\\ / \" ' ` ´ ’ 《》〈〉",
    "*/ 0 0 0 + - * / 回车",
    "=cmd|' /C calc'!A0 @SUM(1)",
    "Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆˚¬…æ",
];

/// A feed with one posting a text, and one of whatever else a feed carries.
pub(crate) fn feed(texts: &[String]) -> String {
    let mut items: Vec<Value> = (1..).zip(texts).map(|(at, text)| item(at, text)).collect();
    items.extend((1..).zip(texts).flat_map(|(at, text)| bulletins(at, text)));
    json!({"@context": "https://schema.org", "@type": "DataFeed", "name": texts.concat(), "dataFeedElement": items})
        .to_string()
}

/// With the text in every field that the screens show.
fn bulletins(at: usize, text: &str) -> Vec<Value> {
    let said = |what: &str| format!("{what}{text}尾");
    let named = |type_name: &str, more: Value| {
        let mut item = json!({
            "@type": type_name,
            "identifier": format!("{type_name}{at}"),
            "name": format!("名{at}{text}尾"),
            "description": said("说"),
            "text": said("全文"),
            "telephone": said("0532-0000 0000"),
            "zh:sourceName": said("来源"),
            "url": format!("https://jobs.example/b/{at}"),
            "audience": said("谁能领"),
            "zh:audience": ["senior", text],
            "provider": {"@type": "Organization", "name": said("单位")},
            "location": {"@type": "Place", "name": said("地点"), "address": said("路")},
        });
        let fields = item.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        json!({"@type": "DataFeedItem", "item": item})
    };
    let kind = ["补贴", "贷款", text][at % 3];
    let topic = ["arrears", "fraud", "injury", text][at % 4];
    vec![
        named(
            "Course",
            json!({"zh:subsidy": said("补"), "educationalCredentialAwarded": said("证")}),
        ),
        named(
            "GovernmentService",
            json!({
                "serviceType": kind,
                "zh:bring": [text, said("带")],
                "zh:topic": topic,
                "availableChannel": {"serviceLocation": said("窗口"), "servicePhone": said("12333")},
            }),
        ),
        named(
            "EmploymentAgency",
            json!({
                "openingHours": said("Mo-Fr 08:30-12:00"),
                "makesOffer": [text, said("热水")],
                "parentOrganization": {"name": said("街道"), "parentOrganization": {"name": "市北区"}},
            }),
        ),
        named(
            "Occupation",
            json!({
                "estimatedSalary": {"unitText": "MONTH", "percentile10": 3000, "median": 4000, "percentile90": 5000},
                "occupationLocation": said("市"),
                "zh:source": said("文号"),
            }),
        ),
        named(
            "MonetaryAmount",
            json!({"zh:district": said("区"), "zh:perHour": 20, "zh:source": said("文号")}),
        ),
        named("SpecialAnnouncement", json!({})),
        named("Event", json!({"organizer": {"name": said("主办")}})),
    ]
}

/// With the text in every field that the screens show.
fn item(at: usize, text: &str) -> Value {
    let said = |what: &str| format!("{what}{text}尾");
    let item = json!({
        "@type": "JobPosting",
        "identifier": format!("{at}{text}"),
        "title": format!("活{at}{text}尾"),
        "description": said("活儿"),
        "industry": text,
        "occupationalCategory": said("工种"),
        "employmentType": said("班"),
        "workHours": said("时间"),
        "jobBenefits": said("福利"),
        "specialCommitments": said("承诺"),
        "qualifications": said("条件"),
        "skills": said("手艺"),
        "educationRequirements": said("文化"),
        "experienceRequirements": said("经验"),
        "physicalRequirement": said("力气"),
        "applicantLocationRequirements": said("户口"),
        "keywords": [text, said("词")],
        "baseSalary": said("工钱"),
        "hiringOrganization": {"@type": "Organization", "name": said("单位")},
        "jobLocation": {"@type": "Place", "name": said("地点"), "address": {
            "@type": "PostalAddress", "streetAddress": said("路"), "addressLocality": said("城"),
            "addressRegion": said("省"), "zh:district": said("区"), "zh:street": said("街道"),
        }},
        "applicationContact": {"@type": "ContactPoint", "telephone": said("0532-0000 0000"), "name": said("老王")},
        "url": format!("https://jobs.example/p/{at}{}", if at.is_multiple_of(2) { text } else { "" }),
        "zh:recruiter": {"kind": "agency", "licence": said("证")},
        "zh:meetAt": {"@type": "Place", "name": said("东门"), "time": text},
        "zh:transport": said("车"),
        "zh:mealsProvided": said("饭"),
        "zh:lodging": said("住"),
        "zh:bring": [text, said("带")],
        "zh:deposit": said("押"),
        "zh:insurance": said("险"),
        "zh:leader": said("领队"),
        "zh:intensity": said("轻"),
        "zh:verifiedBy": said("谁"),
        "zh:sourceName": said("来源"),
        "zh:paidBy": said("现金"),
    });
    json!({"@type": "DataFeedItem", "item": item})
}

//! 工资参考 and 最低工资: what is usual, and what is least. Invented, and each row says so.

use serde_json::json;

use super::Bulletin;
use crate::demo::moment::DAY;
use crate::demo::moment::date;
use crate::demo::places::DISTRICTS;

pub(super) const GUIDES: usize = TRADES.len();
pub(super) const MINIMUMS: usize = DISTRICTS.len();

/// Yuan a month: low, usual, high (the tenth, fiftieth and ninetieth of a hundred).
#[rustfmt::skip] // A table is read by its rows.
const TRADES: [(&str, u32, u32, u32); 40] = [
    ("保洁员", 2_600, 3_300, 4_400),
    ("搬运工", 3_800, 5_200, 7_000),
    ("装卸工", 4_200, 5_800, 7_800),
    ("保安", 2_900, 3_600, 4_600),
    ("快递分拣", 4_000, 5_500, 7_200),
    ("快递员", 4_500, 6_500, 9_000),
    ("外卖骑手", 4_300, 6_600, 9_500),
    ("月嫂", 6_000, 8_500, 10_800),
    ("育婴师", 4_800, 6_300, 8_200),
    ("护工", 4_300, 5_600, 7_200),
    ("住家保姆", 4_500, 5_500, 6_800),
    ("后厨帮工", 3_000, 3_900, 5_000),
    ("洗碗工", 2_800, 3_500, 4_300),
    ("切配工", 3_500, 4_600, 6_000),
    ("面点工", 4_200, 5_500, 7_500),
    ("服务员", 3_000, 3_900, 5_000),
    ("小工", 4_200, 5_500, 6_800),
    ("瓦工", 7_000, 9_200, 12_000),
    ("木工", 7_000, 9_000, 11_800),
    ("水电工", 6_200, 8_200, 11_000),
    ("焊工", 6_000, 8_500, 12_000),
    ("油漆工", 5_800, 7_600, 10_000),
    ("钢筋工", 6_800, 8_600, 11_000),
    ("架子工", 7_200, 9_500, 12_500),
    ("普工", 4_200, 5_300, 6_600),
    ("包装工", 3_600, 4_600, 5_800),
    ("缝纫工", 4_200, 5_700, 8_000),
    ("装配工", 4_400, 5_600, 7_000),
    ("车床操作工", 5_200, 6_900, 9_200),
    ("叉车工", 5_000, 6_300, 7_800),
    ("货车司机", 5_500, 7_400, 10_000),
    ("理货员", 3_100, 3_900, 4_900),
    ("收银员", 2_900, 3_600, 4_500),
    ("促销员", 3_000, 4_200, 6_000),
    ("海鲜加工工", 3_900, 5_200, 7_000),
    ("码头卸鱼工", 4_600, 6_400, 8_600),
    ("采摘工", 2_700, 3_600, 4_800),
    ("大棚工", 2_800, 3_500, 4_600),
    ("绿化工", 2_700, 3_400, 4_400),
    ("客服", 3_400, 4_400, 6_000),
];

pub(super) fn guide(bulletin: &mut Bulletin, index: usize) {
    let (name, low, usual, high) = TRADES[index];
    bulletin.put("@type", "Occupation");
    bulletin.put("name", name);
    bulletin.put(
        "estimatedSalary",
        json!([{
            "@type": "MonetaryAmountDistribution",
            "name": "base",
            "currency": "CNY",
            "unitText": "MONTH",
            "percentile10": low,
            "percentile25": u32::midpoint(low, usual),
            "median": usual,
            "percentile75": u32::midpoint(usual, high),
            "percentile90": high,
        }]),
    );
    bulletin.put("occupationLocation", json!([{"@type": "City", "name": "青岛市"}]));
    bulletin.put("zh:source", "青岛市工资价位（示例数据）");
    // Wage guides come out once a year; this one is some months old, as they are.
    let published = date(bulletin.demo.today, -150 * DAY);
    bulletin.put("datePublished", published);
}

pub(super) fn minimum(bulletin: &mut Bulletin, index: usize) {
    let district = DISTRICTS[index];
    // Two classes of district, as in Shandong's rule; the sums are sample data, not that rule.
    let (month, hour) = if matches!(district.spoken, "平度" | "莱西") {
        (2_200, 22)
    } else {
        (2_400, 24)
    };
    bulletin.put("@type", "MonetaryAmount");
    bulletin.put("name", "最低工资");
    bulletin.put("currency", "CNY");
    bulletin.put("zh:district", district.name);
    bulletin.put("zh:perMonth", month);
    bulletin.put("zh:perHour", hour);
    bulletin.put("zh:source", "示例数据");
    // New sums usually come in autumn; these are those of last autumn.
    let from = format!("{:04}-10-01", bulletin.demo.today.year() - 1);
    bulletin.put("validFrom", from);
}

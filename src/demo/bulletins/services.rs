//! 政策和服务: what one gets, who can have it, what to bring, where to go. In the words of a window, and
//! without numbers that a real rule would have: those belong to a real feed.

use serde_json::json;

use super::Bulletin;
use super::organization;
use crate::demo::dead_phone;
use crate::demo::places::Spot;

struct Service {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
    who: &'static str,
    audience: &'static [&'static str],
    bring: &'static [&'static str],
}

const fn service(
    name: &'static str,
    kind: &'static str,
    text: &'static str,
    who: &'static str,
    audience: &'static [&'static str],
    bring: &'static [&'static str],
) -> Service {
    Service {
        name,
        kind,
        text,
        who,
        audience,
        bring,
    }
}

pub(super) const COUNT: usize = SERVICES.len();

const CARD: &[&str] = &["身份证"];
const CARD_AND_BANK: &[&str] = &["身份证", "银行卡"];

#[rustfmt::skip] // A table is read by its rows.
const SERVICES: [Service; 25] = [
    service("失业登记", "登记", "登记了才好领补贴、找公益岗。当场办好。", "没活干、想找活的人", &[], CARD),
    service("失业保险金", "补贴", "交过失业保险、不是自己辞的，按月领一段时间。", "单位不用了的人", &["newcomer"], CARD_AND_BANK),
    service("技能提升补贴", "补贴", "考下职业证书，可能能领一笔。", "有证、交过失业保险的人", &["newcomer"], &["身份证", "职业证书", "银行卡"]),
    service("培训补贴", "补贴", "参加名单里的培训班，考过了学费可能能退。", "城里乡下想学手艺的人", &["newcomer", "caregiver"], CARD),
    service("灵活就业社保补贴", "社保", "自己交社保的，可能能补一部分。", "就业困难、打零工的人", &["senior", "caregiver"], CARD_AND_BANK),
    service("公益岗位报名", "就业援助", "社区巡查、保洁、看护，家门口的活。", "就业困难的人", &["publicWelfare", "senior"], &["身份证", "户口本"]),
    service("就业困难认定", "就业援助", "认定以后能报公益岗、领补贴。", "年纪大、家里没人上班、有残疾的人", &["publicWelfare", "disability"], &["身份证", "户口本"]),
    service("残疾人就业服务", "就业援助", "有专人帮着找合适的活，还能免费学。", "有残疾证的人", &["disability"], &["身份证", "残疾证"]),
    service("退役军人找活", "就业援助", "专场招聘、优先推荐、免费培训。", "退役军人", &["veteran"], &["身份证", "退役证"]),
    service("就业见习", "高校毕业生", "进单位学几个月，有生活补贴。", "毕业两年内没上班的人", &["graduate"], &["身份证", "毕业证"]),
    service("一次性求职补贴", "高校毕业生", "家里困难的毕业生能申请一次。", "家里困难的毕业学年学生", &["graduate"], CARD_AND_BANK),
    service("创业补贴", "创业", "开店办照、干满一段时间，可能能领一笔。", "头一回开店的人", &["graduate", "newcomer"], &["身份证", "营业执照", "银行卡"]),
    service("创业场地", "创业", "孵化基地有便宜摊位和办公桌。", "想开店、刚开店的人", &["graduate", "newcomer"], CARD),
    service("欠工钱怎么办", "维权", "说清在哪干、谁叫干的、欠多少，窗口给登记转办。", "被欠工钱的人", &[], &["身份证", "记工本、聊天记录"]),
    service("干活受伤怎么办", "维权", "先看伤，留好票据；窗口教怎么申请工伤。", "干活受伤的人", &["senior"], &["身份证", "病历、票据"]),
    service("劳动争议调解", "维权", "双方坐下来说，不收钱。", "和单位有争议的人", &[], &["身份证", "能证明干过活的东西"]),
    service("法律援助", "维权", "困难的人请律师不花钱。", "家里困难、要打官司的人", &["publicWelfare"], CARD),
    service("社保查询", "社保", "查交了几年、还差几年。", "谁都能查", &[], CARD),
    service("社保卡补办", "社保", "丢了坏了当场补。", "卡丢了、坏了的人", &[], CARD),
    service("超龄工伤险", "社保", "过了退休年纪还干活的，单位能给上工伤险。", "60 岁以上还干活的人", &["senior"], CARD),
    service("档案托管", "档案", "档案放这里，不收钱。", "没单位管档案的人", &["graduate"], CARD),
    service("职业指导", "就业援助", "和指导员坐下聊半小时，看看能干什么。", "不知道干什么好的人", &["graduate", "caregiver"], &[]),
    service("青岛首站", "新来青岛", "刚来的先歇脚：问路、问租房、问活。", "刚来青岛的人", &["newcomer"], CARD),
    service("零工免费歇脚", "零工市场", "热水、充电、微波炉、厕所，进门就用。", "谁都能来", &[], &[]),
    service("带娃上班咨询", "就业援助", "家门口、能接送孩子的活，和单位说好调班。", "要带孩子的人", &["caregiver"], CARD),
];

pub(super) fn write(bulletin: &mut Bulletin, index: usize) {
    let service = &SERVICES[index];
    let spot = Spot::nth(index);
    bulletin.published("GovernmentService", service.name);
    bulletin.put("description", service.text);
    bulletin.put("serviceType", service.kind);
    bulletin.put("audience", json!({"@type": "Audience", "audienceType": service.who}));
    if !service.audience.is_empty() {
        bulletin.put("zh:audience", json!(service.audience));
    }
    if !service.bring.is_empty() {
        bulletin.put("zh:bring", json!(service.bring));
    }
    let office = format!("{}人力资源和社会保障局（示例）", spot.district.name);
    bulletin.put("provider", organization(&office));
    let window = bulletin.draw.between(1, 18);
    let channel = json!({
        "@type": "ServiceChannel",
        "serviceLocation": {
            "@type": "Place",
            "name": format!("{}政务大厅 {window} 号窗口", spot.district.spoken),
            "address": spot.address(&mut bulletin.draw, ""),
        },
        "servicePhone": {"@type": "ContactPoint", "telephone": dead_phone(&mut bulletin.draw)},
    });
    bulletin.put("availableChannel", channel);
}

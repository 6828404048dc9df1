//! 维权: for each trouble a number to ring and a place to sit down at.

use super::CARD;
use super::Service;
use super::service;

const PROOF: &[&str] = &["身份证", "能证明干过活的东西"];

#[rustfmt::skip] // A table is read by its rows.
pub(super) const SERVICES: [Service; 13] = [
    service("维权", "欠工钱登记", "说清在哪干、谁叫干的、欠多少，打电话就给登记转办。", "被欠工钱的人").bring(&["身份证", "记工本", "聊天记录"]).about("arrears").by("打电话登记"),
    service("维权", "欠工钱调解", "和老板坐下来说，说好了当场写下来，不收钱。", "被欠工钱的人").bring(&["身份证", "记工本", "聊天记录"]).about("arrears").at("欠薪调解点"),
    service("维权", "讨工钱请律师", "要打官司讨工钱的，能请律师帮，不花钱。", "讨工钱要打官司的人").bring(PROOF).about("arrears").at("法律援助中心"),
    service("维权", "被骗投诉", "先让交钱的、到了没活的、扣身份证的，打电话说。", "找活被骗的人").bring(&["身份证", "转账记录", "聊天记录"]).about("fraud").by("打电话投诉"),
    service("维权", "要回押金和证件", "收了押金、扣了证不还的，帮着要回来。", "被收押金、被扣证的人").bring(&["身份证", "收条", "转账记录"]).about("fraud").at("劳动监察调解点"),
    service("维权", "受伤先打电话", "先看伤，票据都留好。打电话，教您下一步。", "干活受伤的人和家里人").bring(&["病历", "票据"]).about("injury").by("打电话登记"),
    service("维权", "工伤怎么申请", "教怎么填、要哪些材料，缺什么一次说清。", "干活受伤的人和家里人").bring(&["身份证", "病历", "票据", "能证明干过活的东西"]).about("injury").at("工伤服务站"),
    service("维权", "工伤请律师", "单位不认账的，能请律师帮，不花钱。", "干活受伤的人").bring(PROOF).about("injury").at("法律援助中心"),
    service("维权", "挑男女、挑岁数投诉", "只要男的、嫌岁数大，记下在哪、谁说的，打电话说。", "找活被挑的人").about("discrimination").by("打电话投诉"),
    service("维权", "被挑了来说理", "因为是女的、怀了孕、有残疾被拒被辞，有人陪着去说理。", "找活、干活被挑的人").bring(CARD).about("discrimination").at("维权调解点"),
    service("维权", "劳动争议登记", "合同、加班、辞退说不拢，先打电话登记。", "和单位说不拢的人").bring(PROOF).about("dispute").by("打电话登记"),
    service("维权", "劳动争议调解", "双方坐下来说，有人从中说和，不收钱。", "和单位说不拢的人").bring(PROOF).about("dispute").at("劳动争议调解中心"),
    service("维权", "法律援助", "家里困难的，打官司请律师不花钱。", "家里困难、要打官司的人").bring(PROOF).about("dispute").at("法律援助中心"),
];

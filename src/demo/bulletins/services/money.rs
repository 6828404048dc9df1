//! 补贴, 社保, 登记办证: what one may be paid, what one pays in, and the papers for it.

use super::CARD;
use super::CARD_AND_BANK;
use super::CARD_AND_BOOK;
use super::Service;
use super::service;

#[rustfmt::skip] // A table is read by its rows.
pub(super) const SERVICES: [Service; 25] = [
    service("补贴", "失业保险金", "交过失业保险、不是自己辞的，能按月领一段时间。", "单位不用了的人").bring(CARD_AND_BANK),
    service("补贴", "技能补贴", "考下职业证书，可能能领一笔。", "有证、交过失业保险的人").bring(&["身份证", "职业证书", "银行卡"]),
    service("补贴", "培训补贴", "上名单里的培训班，考过了学费可能能退。", "想学手艺的人").bring(CARD),
    service("补贴", "困难人员社保补贴", "打零工、自己交社保的，可能能补一部分。", "认定过就业困难的人").suits(&["publicWelfare", "disability"]).bring(CARD_AND_BANK),
    service("补贴", "毕业生社保补贴", "刚毕业打零工、自己交社保的，可能能补一部分。", "刚毕业没进单位的人").suits(&["graduate"]).bring(&["身份证", "毕业证", "银行卡"]),
    service("补贴", "毕业生求职补贴", "家里困难的，毕业那年能申请一次。", "家里困难、快毕业的学生").suits(&["graduate"]).bring(CARD_AND_BANK),
    service("补贴", "残疾人学手艺", "学手艺不花钱，路费可能能报。", "有残疾证的人").suits(&["disability"]).bring(&["身份证", "残疾证"]),
    service("补贴", "退役军人学手艺", "退役以后学一门手艺，学费可能不用自己出。", "退役军人").suits(&["veteran"]).bring(&["身份证", "退役证"]),
    service("补贴", "宝妈宝爸学手艺", "月嫂、育婴、开网店，晚上和周末也有班，学费可能能退。", "在家带娃、想出来干的人").suits(&["caregiver"]).bring(CARD),
    service("社保", "自己交社保", "打零工也能自己交养老和医疗，窗口教怎么交。", "没单位给交的人").bring(CARD_AND_BANK),
    service("社保", "查社保", "查交了几年、还差几年。", "谁都能查").bring(CARD),
    service("社保", "社保转到青岛", "在外地交的能接过来，不用回去跑。", "在外地交过社保的人").suits(&["newcomer"]).bring(CARD),
    service("社保", "工伤保险是什么", "给单位干活受了伤，由保险出钱治。没签合同也能来问。", "给单位干活的人").bring(CARD),
    service("社保", "跑单受伤有保障", "送外卖、跑车的，有的平台给上。先在手机里查，不会查来窗口。", "送外卖、跑车、送货的人").bring(&["身份证", "手机"]),
    service("社保", "超龄工伤险", "过了退休年纪还干活的，单位能给上工伤险。", "过了退休年纪还干活的人").suits(&["senior"]).bring(CARD),
    service("社保", "一天一买的意外险", "打零工的能按天买意外险。出工前问清谁出钱。", "打零工的人").bring(CARD),
    service("社保", "社保卡补办", "丢了坏了当场补。", "卡丢了、坏了的人").bring(CARD),
    service("登记办证", "失业登记", "登记了才好领补贴、报公益岗。当场办好。", "没活干、想找活的人").bring(CARD),
    service("登记办证", "就业困难认定", "认定以后能报公益岗、领补贴。", "年纪大、有残疾、家里没人上班的人").suits(&["publicWelfare", "disability"]).bring(CARD_AND_BOOK),
    service("登记办证", "健康证在哪办", "后厨、月嫂、食品厂要健康证。体检点抽血、拍片，过几天来取。", "干餐饮、带孩子、做吃食的人").bring(CARD).at("健康证体检点"),
    service("登记办证", "考技能等级", "手艺够了就能考级，拿了级工钱好谈，可能有补贴。", "有手艺的人").bring(&["身份证", "干过活的证明"]),
    service("登记办证", "查证真假", "焊工、电工、高处作业证，真假和到期当场查。", "有证的人").bring(&["身份证", "证"]),
    service("登记办证", "证到期换新", "快到期的证先复审，过了期要重考。早来办。", "证快到期的人").bring(&["身份证", "旧证", "照片"]),
    service("登记办证", "居住证", "外地来的办一张，孩子上学、看病用得着。", "外地来青岛住下的人").suits(&["newcomer"]).bring(&["身份证", "租房合同"]),
    service("登记办证", "档案托管", "档案放这里，不收钱。", "没单位管档案的人").suits(&["graduate"]).bring(CARD),
];

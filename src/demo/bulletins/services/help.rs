//! 就业援助, 创业, 新来青岛, 零工市场, 单位招工: who takes one by the hand. No loans: a hall does not advertise them.

use super::CARD;
use super::CARD_AND_BANK;
use super::CARD_AND_BOOK;
use super::LICENCE;
use super::Service;
use super::service;

#[rustfmt::skip] // A table is read by its rows.
pub(super) const SERVICES: [Service; 26] = [
    service("就业援助", "公益岗报名", "社区巡查、保洁、看护，家门口的活。", "找活特别难、家里没人上班的人").suits(&["publicWelfare"]).bring(CARD_AND_BOOK),
    service("就业援助", "一家有一个上班", "全家没一个上班的，上门帮着找，先安排一个。", "全家都没上班的人").suits(&["publicWelfare"]).bring(CARD_AND_BOOK),
    service("就业援助", "残疾人找活", "有专人帮着找合适的活，陪着去见单位。", "有残疾证的人").suits(&["disability"]).bring(&["身份证", "残疾证"]),
    service("就业援助", "退役军人找活", "专场招聘、优先推荐，不用排队。", "退役军人").suits(&["veteran"]).bring(&["身份证", "退役证"]),
    service("就业援助", "银发岗", "过了退休年纪还想干的，帮着找轻快的活。", "年纪大、身体好的人").suits(&["senior"]).bring(CARD),
    service("就业援助", "带娃上班", "能接送孩子的活，和单位说好调班。爸爸也行。", "要带孩子的人").suits(&["caregiver"]).bring(CARD),
    service("就业援助", "就业见习", "进单位学几个月，每月有补贴。", "刚毕业没上班的人").suits(&["graduate"]).bring(&["身份证", "毕业证"]),
    service("就业援助", "毕业生一对一", "一个人盯一个人，荐活、教面试。", "毕业了还没上班的人").suits(&["graduate"]).bring(&["身份证", "毕业证"]),
    service("就业援助", "职业指导", "坐下聊半小时，看看能干什么。", "不知道干什么好的人").at("就享家"),
    service("创业", "创业补贴", "开店办照、干满一段时间，可能能领一笔。", "头一回开店的人").bring(&["身份证", "营业执照", "银行卡"]),
    service("创业", "便宜摊位", "孵化基地有便宜摊位和办公桌，毕业生先挑。", "想开店、刚开店的人").bring(CARD).at("创业孵化基地"),
    service("创业", "开店有人带", "办照、算账、选地方，有人陪着走一遍。", "想开店的人").bring(CARD).at("创业服务站"),
    service("创业", "办照一次好", "执照、公章、报税一个窗口办完。", "要开店的人").bring(CARD_AND_BANK),
    service("新来青岛", "青岛首站", "刚来的先歇脚：问路、问租房、问活。", "刚来青岛的人").suits(&["newcomer"]).bring(CARD).at("青岛首站服务点"),
    service("新来青岛", "刚来先住下", "没地方住的，能住几晚。先打电话问床位。", "刚来青岛、没找着房的人").suits(&["newcomer"]).bring(CARD).by("打电话问床位"),
    service("新来青岛", "车站接人", "老家一起来的，提前打电话，车站有车接到厂。", "结伴来青岛干活的人").suits(&["newcomer"]).by("打电话约车"),
    service("新来青岛", "跟着品牌出来干", "村里成队出来的，一起学、一起派活、带队的有名有姓。", "乡下出来干活的人").bring(CARD).at("劳务品牌工作站"),
    service("零工市场", "来这里办哪些事", "能办的事都列在墙上，哪件找哪个窗口，都不收钱。", "谁都能问"),
    service("零工市场", "进门歇脚", "热水、充电、微波炉、厕所，进门就用。", "谁都能来").at("零工市场"),
    service("零工市场", "帮着填表", "不识字、没手机的，说给工作人员，帮着填、帮着报。", "不会写、没手机的人").bring(CARD).at("零工市场"),
    service("零工市场", "班车和接送点", "哪个厂几点来车、在哪个门上，墙上有表。", "要坐车上工的人").at("零工市场"),
    service("零工市场", "借工具", "安全帽、手套、护腰，登记了拿去用，收工还。", "当天出工的人").bring(CARD).at("零工市场"),
    service("单位招工", "单位来招工", "说清要几个人、给多少钱，核实了就上屏，不收钱。", "要招人的单位和个人").bring(LICENCE).at("零工市场"),
    service("单位招工", "稳岗补贴", "没怎么裁人的单位，可能能领一笔。", "给职工交失业保险的单位").bring(LICENCE),
    service("单位招工", "招人补贴", "招了找活难的人、刚毕业的人，单位可能能领补贴。", "新招了人的单位").bring(LICENCE),
    service("单位招工", "用工上门教", "合同怎么签、保险怎么上、排班怎么排，有人上门教。", "刚开始用人的单位").by("打电话约上门"),
];

//! 保安、看场: long shifts, often through the night, with little lifting.

use super::Ground;
use super::Group;
use super::Hours;
use super::Load;
use super::Usual;
use super::trade;

pub(super) static GROUP: Group = Group {
    industry: "安保",
    weight: 6,
    ground: Ground::Town,
    firms: &["保安服务", "物业", "安保"],
    sites: &["小区", "写字楼", "商场", "体育馆", "学校", "停车场"],
    suits: &["veteran", "senior", "publicWelfare"],
    trades: &[
        trade("小区保安", "保安", 120, 170)
            .by(Usual::Month)
            .hours(Hours::Shifts)
            .paper("保安员证")
            .kinds(
                &[
                    ("白班", "门岗登记、指挥停车。"),
                    ("夜班", "夜里巡逻四趟，打点。"),
                    ("监控室", "看监控、接电话。"),
                    ("巡逻", "骑电动车巡楼。"),
                ],
                &["发四季衣服。", "站得住就行。"],
            ),
        trade("临时安保", "保安", 170, 240)
            .load(Load::Moderate)
            .hours(Hours::Shifts)
            .kinds(
                &[
                    ("演唱会", "看台口站岗，散场才走。"),
                    ("展会", "展馆门口查票。"),
                    ("马拉松", "沿路拉绳，跑完就散。"),
                    ("啤酒节", "园区巡场，晚上人多。"),
                    ("楼盘开盘", "门口维持排队。"),
                    ("晚会", "看台口站岗，散场才走。"),
                ],
                &["黑裤子黑鞋。", "个子不限。"],
            ),
        trade("停车管理员", "看场", 120, 160)
            .by(Usual::Month)
            .hours(Hours::Shifts)
            .kinds(
                &[
                    ("地下车库", "指引车位，登记。"),
                    ("路边泊位", "一人二十个车位，拿手持机。"),
                    ("医院", "医院门口疏导，早上最忙。"),
                    ("夜市", "夜市周边收停摩托电动车。"),
                ],
                &["不收现金。", "晒，发帽子。"],
            ),
        trade("值班看护", "看场", 110, 150)
            .by(Usual::Month)
            .hours(Hours::Night)
            .kinds(
                &[
                    ("工地看料", "夜里看料场，有板房和炉子。"),
                    ("仓库看门", "看大门、记车号。"),
                    ("学校值夜", "宿舍楼值夜，十一点锁门。"),
                    ("养殖场", "看虾池，按点开增氧机。"),
                ],
                &["能熬夜。", "可以睡，有响动要起来。"],
            ),
        trade("消防监控员", "保安", 160, 210)
            .by(Usual::Month)
            .hours(Hours::Shifts)
            .paper("消防设施操作员证")
            .kinds(
                &[
                    ("商场", "消控室两人一班。"),
                    ("写字楼", "消控室值班，做记录。"),
                    ("夜班", "消控室夜班，上一歇二。"),
                ],
                &["证要在有效期内。", "不能离岗。"],
            ),
        trade("安检员", "保安", 150, 200)
            .by(Usual::Month)
            .hours(Hours::Shifts)
            .kinds(
                &[
                    ("地铁", "引导、手检，站着多。"),
                    ("车站", "看行李过机。"),
                    ("景区", "景区门口，旺季三个月。"),
                ],
                &["普通话说清楚。", "岗前培训两天。"],
            ),
    ],
};

//! What people say, and what it asks for.

use super::Meaning;
use crate::catalog::Condition;
use crate::catalog::Paper;
use crate::catalog::PaperWish;
use crate::catalog::Shift;
use crate::catalog::Sort;
use crate::catalog::StartBy;
use crate::posting::Audience;
use crate::posting::Settlement;

/// 附近: what one walks to, or a few stops.
const NEARBY_M: u32 = 3_000;

/// Every phrase with its meaning. The first of two that are the same counts.
pub(super) fn phrases() -> Vec<(&'static str, Meaning)> {
    let mut said = Vec::new();
    let mut asks = |phrases: &'static str, conditions: &[Condition]| {
        let meaning = Meaning::Conditions(conditions.to_vec());
        said.extend(phrases.split_whitespace().map(|phrase| (phrase, meaning.clone())));
    };
    settlement(&mut asks);
    time(&mut asks);
    benefits(&mut asks);
    papers(&mut asks);
    people(&mut asks);
    asks(
        "附近 旁边 周边 周围 家门口 家跟前 跟前 不远 走着能到 走路能到",
        &[Condition::Within(NEARBY_M)],
    );
    asks(
        "核实过 核实过的 核过的 问过的 打过电话的 靠谱 靠谱的 可靠 可靠的 真实 保真 已核实",
        &[Condition::Verified],
    );
    let sorted = |phrases: &'static str, sort| phrases.split_whitespace().map(move |it| (it, Meaning::Sort(sort)));
    said.extend(sorted(
        "钱多 钱多的 工钱高 工钱高的 工资高 工资高的 高工资 挣钱多 挣得多 给钱多 给得多",
        Sort::Pay,
    ));
    said.extend(sorted(
        "离我近 离我近的 离家近 离家近的 离得近 离得近的 近一点 近一点的 近点 近点的 近的 最近的 不要太远 别太远",
        Sort::Near,
    ));
    said.extend(sorted("最新 最新的 刚发的 新发的 刚出的 新出的", Sort::Fresh));
    said.extend(FILLERS.split_whitespace().map(|phrase| (phrase, Meaning::Filler)));
    said
}

type Asks<'a> = dyn FnMut(&'static str, &[Condition]) + 'a;

fn settlement(asks: &mut Asks) {
    let daily = Condition::Settlement(Settlement::Daily);
    let project = Condition::Settlement(Settlement::Project);
    asks(
        "日结 日结的 日结工 当天结 当天结钱 当天结账 当天结清 当天结算 当日结 当日结清 天天结 一天一结 一日一结 \
         干一天结一天 当天给钱 当天拿钱 当天发钱 当天付 当天工资 当天领钱 当天能拿钱 天结 今天拿钱 今天给钱 今天结钱 当天到手",
        std::slice::from_ref(&daily),
    );
    // Work of a day is finished on the day.
    asks(
        "现结 现结的 现钱 现金结 干完就给钱 干完给钱 干完就结 干完就拿钱 干完拿钱 干完活就给钱 下班就给钱 下班给钱 \
         下班就结 收工就结 收工给钱 收工就给钱 立马给钱 马上给钱 活完钱清",
        &[daily, project.clone()],
    );
    asks(
        "次日结 第二天结 隔天结 隔日结 第二天给钱 第二天发钱",
        &[Condition::Settlement(Settlement::NextDay)],
    );
    asks(
        "周结 周结的 一周一结 一星期一结 一礼拜一结 按周结 每周结 每周发 半个月内结",
        &[Condition::Settlement(Settlement::Weekly)],
    );
    asks(
        "月结 月结的 一月一结 一个月一结 按月结 每月结 每月发 按月发 发月薪 月薪的",
        &[Condition::Settlement(Settlement::Monthly)],
    );
    asks("干完结 完工结 完工就结 项目结 工程结 包活 整活完结", &[project]);
}

fn time(asks: &mut Asks) {
    let (today, tomorrow) = (Condition::Start(StartBy::Today), Condition::Start(StartBy::Tomorrow));
    asks(
        "今天 今日 今儿 今天就干 今天就能干 今天能干 今天干 今天能上班 当天就干 现在就干 现在就能干 现在能干 现在 马上干 马上能干 \
         马上就能干 马上上班 立刻上岗 马上上岗 随时能干 来了就干 来了就能干 jintian",
        std::slice::from_ref(&today),
    );
    asks(
        "明天 明日 明儿 明天干 明天能干 明天就干 明天开工 mingtian",
        std::slice::from_ref(&tomorrow),
    );
    asks(
        "这几天 这两天 近几天 这周 本周 这星期 这礼拜 一周内",
        &[Condition::Start(StartBy::Week)],
    );
    asks(
        "今晚 今天晚上 今夜",
        &[
            today.clone(),
            Condition::Shift(Shift::Night),
            Condition::Shift(Shift::Evening),
        ],
    );
    asks("今天下午", &[today, Condition::Shift(Shift::Evening)]);
    asks(
        "明早 明天早上 明儿早上",
        &[tomorrow.clone(), Condition::Shift(Shift::Morning)],
    );
    asks(
        "明晚 明天晚上",
        &[
            tomorrow,
            Condition::Shift(Shift::Night),
            Condition::Shift(Shift::Evening),
        ],
    );
    asks(
        "上午 上午的 上午班",
        &[Condition::Shift(Shift::Morning), Condition::Shift(Shift::Day)],
    );
    asks(
        "早班 早上 早晨 清早 大清早 一早 凌晨 起早",
        &[Condition::Shift(Shift::Morning)],
    );
    asks(
        "白班 白天 长白班 上白班 白天的 白天干 不上夜班 不要夜班 不干夜班 不熬夜 不值夜班 没有夜班 不用上夜班 无夜班",
        &[Condition::Shift(Shift::Day)],
    );
    asks("中班 晚班 下午 下午班 傍晚 小夜班", &[Condition::Shift(Shift::Evening)]);
    asks(
        "夜班 夜里 夜里干 半夜 通宵 大夜班 大夜 上夜班 值夜班 夜班的 夜间",
        &[Condition::Shift(Shift::Night)],
    );
    asks(
        "晚上 晚上干 晚上的",
        &[Condition::Shift(Shift::Evening), Condition::Shift(Shift::Night)],
    );
    asks(
        "半天 半日 半天的 半天班 半天活 一上午 一下午 上半天 干半天",
        &[Condition::Shift(Shift::HalfDay)],
    );
    asks(
        "周末 星期六 星期天 星期日 礼拜六 礼拜天 周六 周日 周六日 周六周日 双休日 周末的 周末班 周末兼职",
        &[Condition::Shift(Shift::Weekend)],
    );
    asks("今天发的 今天新发的 今天刚发的 当天发的", &[Condition::Posted(1)]);
    asks("这三天发的 三天内发的 近三天发的", &[Condition::Posted(3)]);
    asks("一周内发的 这周发的 近一周发的", &[Condition::Posted(7)]);
}

fn benefits(asks: &mut Asks) {
    asks(
        "管不管饭 管饭 管饭的 包饭 包吃 管吃 供饭 有饭吃 有饭 管午饭 管中午饭 管晚饭 管早饭 管一顿饭 管两顿饭 管三顿饭 提供工作餐 \
         工作餐 有工作餐 包餐 含餐",
        &[Condition::Meals],
    );
    asks(
        "管不管住 管住 管住的 包住 供住 管住宿 包住宿 有宿舍 提供住宿 提供宿舍 能住 能住的 有地方住 有住处 有住的地方 有住的 住宿 住家 住家的 有床 有床位 有地方睡 带住宿 带住 住的地方",
        &[Condition::Lodging],
    );
    asks(
        "包吃住 包吃包住 管吃住 管吃管住 管吃管住的 吃住全包 吃住都管 包食宿 提供食宿 食宿全包 食宿 有吃有住 供吃住 供吃供住 \
         管饭管住 包吃住的 吃住",
        &[Condition::Meals, Condition::Lodging],
    );
    asks(
        "管接送 有车接送 有车接 派车 派车接送 班车 有班车 厂车 有厂车 接送 包接送 有接送 车接车送 管车接送 来车接 有大巴",
        &[Condition::Transport],
    );
    asks(
        "不要押金 不收押金 不交押金 没押金 没有押金 无押金 免押金 不押钱 不要钱的 不交钱 不用交钱 不收费 先不交钱 不压身份证 \
         不押身份证 不扣身份证 不压证 不扣证 不压工资 不押工资 不收服装费 不收体检费 不要保证金 不押证件 不压证件 不扣证件",
        &[Condition::NoDeposit],
    );
    asks("意外险 有意外险 上意外险 买意外险 意外保险", &[Condition::Accident]);
    asks(
        "工伤险 工伤保险 有工伤 上工伤 交工伤 有工伤保险 五险 交五险 有五险 上五险 五险一金 交五险一金 社保 交社保 有社保 上社保",
        &[Condition::Injury],
    );
    asks(
        "有保险 上保险 买保险 给上保险 交保险 有保险的 管保险 带保险 给买保险 保险",
        &[Condition::Accident, Condition::Injury],
    );
    asks(
        "直招 直聘 直招的 厂家直招 工厂直招 单位直招 老板直招 用人单位直招 不要中介 不走中介 不找中介 不通过中介 没有中介 没中介 \
         无中介 非中介 别要中介 不用中介 中介勿扰 中介不要 中介的不要",
        &[Condition::Direct],
    );
    asks("中介 中介的 劳务公司 劳务派遣 派遣", &[Condition::Agency]);
}

fn papers(asks: &mut Asks) {
    let paper = |wish| Condition::Paper(wish);
    asks(
        "啥证都没有 什么证都没有 啥证没有 一个证没有 不要证 不用证 不要证件 没证 没有证 没证能干的 没证也行 没证也要 没有证书 没什么证 没啥证 啥证没有 啥证也没有 无证 免证 不看证 \
         不需要证 不要证书 没文化没证",
        &[paper(PaperWish::None)],
    );
    asks(
        "不要健康证 不用健康证 没健康证 没有健康证 没办健康证 还没办健康证 健康证没有 没健康证的 不需要健康证 无健康证 \
         健康证过期 健康证过期了 健康证到期了",
        &[paper(PaperWish::Without(Paper::Health))],
    );
    asks(
        "没驾照 没有驾照 没驾驶证 没有驾驶证 没本 没车本 不要驾照 不用驾照",
        &[paper(PaperWish::Without(Paper::Driving))],
    );
    asks("健康证 要健康证 要健康证的", &[paper(PaperWish::Asks(Paper::Health))]);
    asks(
        "驾照 有驾照 驾驶证 有驾驶证 有车本 有本 c1 c1照 c1驾照 a1 a2 a2照 b2 b2照 b照 有a照 有b照",
        &[paper(PaperWish::Asks(Paper::Driving))],
    );
    asks(
        "叉车证 有叉车证 叉车本 有叉车本",
        &[paper(PaperWish::Asks(Paper::Forklift))],
    );
    asks(
        "电工证 有电工证 电工本 有电工本",
        &[paper(PaperWish::Asks(Paper::Electrician))],
    );
    asks(
        "焊工证 有焊工证 电焊证 有电焊证 焊工本 有焊工本",
        &[paper(PaperWish::Asks(Paper::Welder))],
    );
    asks(
        "登高证 有登高证 高空证 高处作业证 有高空证",
        &[paper(PaperWish::Asks(Paper::Height))],
    );
    asks(
        "保安证 有保安证 保安员证 有保安员证",
        &[paper(PaperWish::Asks(Paper::Guard))],
    );
    asks("厨师证 有厨师证", &[paper(PaperWish::Asks(Paper::Cook))]);
    asks(
        "月嫂证 育婴证 育婴师证 母婴护理证 护理证 护工证 养老护理证 有月嫂证 有育婴证 有护理证",
        &[paper(PaperWish::Asks(Paper::Care))],
    );
}

fn people(asks: &mut Asks) {
    let audience = Condition::Audience;
    asks(
        "带娃友好 带娃 带着娃 带着孩子 妈妈岗 宝妈 宝妈岗 宝妈兼职 能带娃 能接孩子 方便接孩子 能接送孩子 照顾孩子方便 孩子上学",
        &[audience(Audience::Caregiver)],
    );
    asks(
        "退役军人 退伍军人 退伍 退伍兵 退役 当过兵 当过兵的 复员军人 老兵 转业军人",
        &[audience(Audience::Veteran)],
    );
    asks(
        "残疾人 残疾 残疾的 残疾证 有残疾证 残障 残障人士 腿脚不便 腿脚不好 腿不好 腿有残疾 听不见 聋哑 聋哑人 聋人 手有残疾 肢体残疾 \
         视力残疾 盲人 坐轮椅 站不住 站不了 不能久站 站不久",
        &[audience(Audience::Disability)],
    );
    asks(
        "毕业生 大学生 应届生 应届 应届毕业生 刚毕业 学生 学生工 见习 见习岗 实习 实习生 学生兼职 大学生兼职 暑假工 寒假工 假期工",
        &[audience(Audience::Graduate)],
    );
    asks(
        "银发 银发岗 老年人 老人能干 老人能干的 老年人能干的 退休 退休的 退休了 退休人员 退休返聘 超龄 超龄的 岁数大 岁数大的 年纪大 年纪大的 上年纪",
        &[audience(Audience::Senior)],
    );
    asks(
        "公益岗 公益性岗位 公益岗位 困难人员 低保 低保户",
        &[audience(Audience::PublicWelfare)],
    );
    asks(
        "青岛首站 首站 刚来青岛 新来的 刚来的 外地来的 刚到青岛 新市民",
        &[audience(Audience::Newcomer)],
    );
    asks(
        "年龄不限 不限年龄 不卡年龄 不看年龄 没年龄限制 满18岁就行 年龄没要求",
        &[Condition::AnyAdult],
    );
}

/// Said in asking, and true of every posting or of none: also 男 and 女, since no posting may choose by sex.
const FILLERS: &str = "开发区 有证 有证的 有健康证 我有健康证 办了健康证 有健康证的 要不要 要不要人 班 的 地 了 吗 呢 啊 吧 呀 嘛 哦 哈 么 有 没 要 给 就 能 会 可 在 去 来 做 干 找 想 招 个 份 点 些 种 \
    我 咱 俺 你 您 他 她 和 跟 与 或 也 都 还 又 很 最 只 上 那 这 是 活 活儿 工 站 元 块 急 人 \
    有没有 有吗 有没 有啥 有什么 什么 啥 啥样的 哪里 哪儿 哪有 哪里有 哪个 怎么 多少 几个 一个 一份 一点 一些 一下 \
    我想 我要 我想要 我想找 我会 我能 我是 我今年 今年 我们 咱们 俺们 想找 想找个 想找份 想找点 想干 想做 想要 想去 要找 \
    找个 找份 找点 找活 找活干 找工作 找点活 找点活干 找一个 找一份 招人 招工 招聘 招不招 招吗 招人吗 还招人吗 招的 需要 \
    干活 干点 干点活 干点什么 能干 能干的 能干的活 可以干 可以干的 能做 能做的 做的 干的 能去 能上 会干 会做 有活 有活吗 活吗 \
    工作 岗位 职位 工种 兼职 全职 临时 临时工 零工 零活 短工 长期 长期工 短期 短期工 打工 上班 帮忙 帮我 帮找 给我 看看 查查 请问 \
    师傅 老板 同志 你好 您好 谢谢 麻烦 急 急招 急聘 急需 最好 最好是 比较 的话 行不行 行吗 可以吗 好吗 都行 都可以 什么都行 啥都行 \
    也行 夜班也行 男 女 男的 女的 男工 女工 男女 男女不限 不限 招男的 招女的 要男的 要女的 男性 女性 妇女 妇女能干的 女同志 男同志 \
    大姐 大哥 大叔 大妈 老乡 农民工 岁数 年龄 年纪 身体好 能吃苦 不怕累 有力气 有经验 没经验 没有经验 没干过 新手 熟练工 熟手 生手 \
    不累 不太累 轻松 轻松点 轻松的 轻快 轻快的 简单 简单的 稳定 稳定的 正规 正规的 那边 这边 那儿 这儿 那里 这里 一带 地方 里面 区里 \
    工资 工钱 薪水 报酬 钱 每天 一天 天天 每月 一个月 每小时 一小时 两个人 三个人 俩人 两人 几个人 一起 一块 一块儿";

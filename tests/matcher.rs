//! What is typed finds what is meant, and never differs from ib-matcher but where this file says so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ib_matcher::matcher::IbMatcher;
use ib_matcher::matcher::PinyinMatchConfig;
use ib_matcher::pinyin::PinyinData;
use ib_matcher::pinyin::PinyinNotation;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::sample::select;
use zhaohuo::catalog::matcher::Matcher;
use zhaohuo::catalog::matcher::fold;
use zhaohuo::catalog::pinyin::Table;

fn matcher(word: &str) -> Matcher {
    Matcher::new(word).expect("a word of 1 to 63 characters")
}

#[track_caller]
fn finds(text: &str, words: &str) {
    for word in words.split_whitespace() {
        assert!(matcher(word).is_match(text), "{word} finds {text}");
    }
}

#[track_caller]
fn misses(text: &str, words: &str) {
    for word in words.split_whitespace() {
        assert!(!matcher(word).is_match(text), "{word} does not find {text}");
    }
}

/// The part of the text that is highlighted.
fn found<'a>(word: &str, text: &'a str) -> Option<&'a str> {
    matcher(word).find(text).map(|bytes| &text[bytes])
}

#[test]
fn chinese_pinyin_and_initials_find_a_title() {
    finds("保洁员", "保洁 洁员 保洁员 baojie baojieyuan jieyuan bj bjy jy");
    misses("保洁员", "保员 洁保 baoyuan yj byj baojieyuanl");
}

#[test]
fn the_three_ways_to_type_mix_within_a_word() {
    finds("急招保洁员", "b洁 保j bao洁员 保jie bjie baoj jzbaojie 招bjyuan");
    misses("急招保洁员", "招洁 zhaojie b员");
}

#[test]
fn the_last_syllable_may_be_half_typed() {
    finds("保洁员", "ba baoj baoji jieyu baojieyua");
    misses("保洁员", "baji bajie baoiey aojie");
}

#[test]
fn case_and_width_do_not_matter() {
    finds("保洁员", "BJ ＢＪ ｂｊ BaoJie");
    finds("ＶＩＰ保洁", "vip VIP ｖｉｐ vipbj");
    finds("VIP保洁", "vip ip vipb 保洁");
    finds("２４小时便利店", "24 24小时 24xs ２４xiaoshi");
    assert_eq!("Ｂb Ｚ９～　Ü".chars().map(fold).collect::<String>(), "bb z9~ ü");
}

#[test]
fn every_reading_of_a_character_finds_it() {
    finds("重庆小面", "chongqing zhongqing cq zq cqxm");
    finds("银行保安", "yinhang yinxing yhba");
    finds("长期音乐老师", "changqi zhangqi cq zq yinyue yinle");
    misses("重庆小面", "congqing chengqing qc");
}

#[test]
fn the_two_dots_of_an_umlaut_have_three_spellings() {
    finds("旅馆", "lvguan luguan lyuguan lg lv lu ly lyug");
    finds("女工", "nvgong nugong nyugong ng");
    finds("侵略", "qinlve qinlue qinl");
    finds("虐待", "nve nue nvedai nuedai");
    misses("旅馆", "lyguan liguan lueguan");
    misses("略", "lyu lyue ly");
    misses("路口", "lv lyu lvkou");
}

#[test]
fn letters_that_can_be_cut_in_two_ways_find_both() {
    finds("西安", "xian xia xa");
    finds("先进", "xian xianj xj");
    misses("先进", "xin xiaj xinj");
}

#[test]
fn signs_and_other_scripts_match_themselves() {
    finds("C++/焊工（夜班）·日结", "c++ ++/ /hg （yb） (夜班) ·rj ）·");
    finds("Водитель 司机", "водитель sj");
    misses("夜班·日结", "夜班日结 夜班、日结 夜班\0");
}

#[test]
fn a_word_has_between_1_and_63_characters() {
    let sixty_three = "baojieyuan".repeat(7)[..63].to_owned();
    finds(&"保洁员".repeat(7), &sixty_three);
    misses(&"保洁员".repeat(6), &sixty_three);
    assert!(Matcher::new("").is_none());
    assert!(Matcher::new(&(sixty_three + "b")).is_none());
    misses("", "b 保");
}

#[test]
fn the_first_occurrence_is_highlighted() {
    assert_eq!(found("bj", "急招保洁，保洁员"), Some("保洁"));
    assert_eq!(matcher("bj").find("急招保洁"), Some(6..12));
    assert_eq!(found("baoj", "包吃保洁员"), Some("保洁"));
    assert_eq!(found("vipbao", "ＶＩＰ保洁"), Some("ＶＩＰ保"));
    assert_eq!(found("b", "招保洁"), Some("保"));
    assert_eq!(found("xian", "在西安先做"), Some("西安"));
    assert_eq!(found("zq", "保洁"), None);
}

#[test]
fn the_common_reading_comes_first() {
    let table = Table::get();
    let first = |c| table.syllables()[usize::from(table.readings(c)[0])].as_str();
    for (c, reading) in "重行长厂单地绿旅保"
        .chars()
        .zip(["zhong", "xing", "zhang", "chang", "dan", "di", "lv", "lv", "bao"])
    {
        assert_eq!(first(c), reading, "{c}");
    }
    assert!(table.readings('A').is_empty() && table.readings('·').is_empty());
}

/// Read in some place's name as no dictionary reads them: 乐陵, 解州, 大栅栏, 宕昌.
const LOCAL: &str = "乐解栅宕";

#[test]
fn a_word_may_have_a_reading_that_its_characters_have_nowhere_else() {
    finds("乐陵", "laoling leling yueling ll");
    finds("解州", "haizhou xiezhou hz");
}

#[test]
fn what_is_said_so_is_told_from_what_might_be() {
    let said = |word: &str, text: &str| matcher(word).is_spoken_in(text);
    assert!(said("cq", "重庆小面") && said("chongqing", "重庆小面") && !said("zq", "重庆小面"));
    assert!(said("zl", "称重量") && said("bj", "保洁") && !said("bx", "保洁"));
    assert!(said("lvy", "旅游") && said("luyou", "旅游") && said("b洁", "保洁"));
}

#[test]
fn whoever_does_not_tell_zh_from_z_or_n_from_l_is_heard() {
    let alike = |word: &str, text: &str| Matcher::alike(word).is_some_and(|it| it.is_match(text));
    for (word, text) in [
        ("zuangxie", "装卸"),
        ("canche", "铲车"),
        ("saigong", "筛工"),
        ("nicang", "李沧"),
        ("libo", "泥泊"),
        ("baolie", "保捏"),
        ("fanshui", "防水"),
        ("denggong", "灯工"),
        ("lingong", "零工"),
        ("yanghumu", "洋葫木"),
    ] {
        assert!(alike(word, text), "{word} sounds like {text}");
    }
    assert!(!alike("banyun", "保洁") && !alike("hui", "飞"));
    misses("李沧", "nicang");
}

#[test]
fn every_character_has_the_readings_that_ib_matcher_knows() {
    let table = Table::get();
    for c in char::MIN..='\u{31000}' {
        let ours: BTreeSet<_> = table
            .readings(c)
            .iter()
            .map(|id| table.syllables()[usize::from(*id)].as_str())
            .collect();
        let theirs: BTreeSet<_> = READINGS
            .get_pinyins(c)
            .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
            .collect();
        let may_have_more = theirs.iter().any(|letters| letters.contains('v')) || LOCAL.contains(c);
        assert!(
            if may_have_more {
                ours.is_superset(&theirs)
            } else {
                ours == theirs
            },
            "{c}: {ours:?} {theirs:?}"
        );
    }
}

/// Characters of titles, employers and conditions, many with several readings, none with ü or a [`LOCAL`] one.
const POOL: &str = "保洁员家政服务搬运工电焊快递外卖骑手仓库分拣普月嫂护安厨师泥瓦水司机装卸洗碗园林美化送服装车间操作\
    临时日结长短期全职兼包吃住急招聘急需夜班白两倒早晚加班费五险一金夫妻优先不限学历经验男年龄岁以上下内外\
    重庆银行朝阳厦门上海北京广州深圳成都西安武汉南郑亭东莞佛山苏无锡合肥宁波温台福泉济青岛大连沈长春哈尔滨\
    物业管理人力资源劳派遣建筑程餐饮锁流科技集团有公司店超市医院校幼儿院养老中心会所厂区县镇村街道号楼\
    熟练技师傅徒主任助理经销售客服话导购收营文秘会计出纳审核测试维修调藏弹参种薄削散切剪裁熨烫缝纫盛钉钻\
    铺贴砖木油漆防门窗玻璃钢筋混凝土脚手架吊塔叉挖掘机驾驶押运货车代驾跑腿打扫擦拭消杀垃圾分类回还得了的地着";
const FOREIGN: &str = "abjzyhxnAIPXg0248ＢＪｘ９-+·（/ 〇嗯呣";

static READINGS: LazyLock<PinyinData> =
    LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter));

/// The same question to ib-matcher. It knows case but not width, so it gets both sides folded.
fn with_ib_matcher<T>(word: &str, text: &str, ask: impl FnOnce(&IbMatcher, &str) -> T) -> T {
    let folded = |s: &str| s.chars().map(fold).collect::<String>();
    let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
    let pinyin = PinyinMatchConfig::builder(notations).data(&READINGS).build();
    let theirs = IbMatcher::builder(folded(word).as_str())
        .is_pattern_partial(true)
        .pinyin(pinyin)
        .build();
    ask(&theirs, &folded(text))
}

fn ib_matches(word: &str, text: &str) -> bool {
    with_ib_matcher(word, text, |theirs, text| theirs.is_match(text))
}

/// How a person types one character: (0 itself, 1 an initial, otherwise all letters; of which reading).
type Habit = (u8, Index);

fn typed(c: char, (way, which): &Habit) -> String {
    let readings: Vec<_> = READINGS
        .get_pinyins(c)
        .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
        .collect();
    match (readings.is_empty(), way) {
        (true, _) | (_, 0) => c.to_string(),
        (_, 1) => which.get(&readings)[..1].to_owned(),
        _ => (*which.get(&readings)).to_owned(),
    }
}

/// What may go wrong with a typed word: nothing, mostly; or a character too few, another, or two swapped.
fn slip(word: &mut Vec<char>, (what, at): (u8, Index), other: char) {
    let at = at.index(word.len());
    match what {
        0 if word.len() > 1 => drop(word.remove(at)),
        1 => word[at] = other,
        2 => word.insert(at, other),
        3 => word.swap(at, 0),
        _ => {}
    }
}

/// A text, and a word that a person who looks for a part of it might type.
fn text_and_word(pool: &str) -> impl Strategy<Value = (String, String)> + use<> {
    let pool: Vec<char> = pool.chars().filter(|c| *c != ' ').collect();
    let habits = vec((0..4_u8, any::<Index>()), 1..7);
    let slips = (0..8_u8, any::<Index>());
    let letter = select("abcdeghijnouxyz保工 8".chars().collect::<Vec<_>>());
    (
        vec(select(pool), 1..30),
        any::<Index>(),
        habits,
        0..4_usize,
        slips,
        letter,
    )
        .prop_map(|(text, start, habits, cut, slips, letter)| {
            let part = &text[start.index(text.len())..];
            let mut word: Vec<char> = part
                .iter()
                .zip(&habits)
                .flat_map(|(c, habit)| typed(*c, habit).chars().collect::<Vec<_>>())
                .collect();
            word.truncate(word.len().saturating_sub(cut).max(1));
            slip(&mut word, slips, letter);
            (text.into_iter().collect(), word.into_iter().collect())
        })
}

/// The word with each possible ü written as ib-matcher's table does, or left: lu, lyu and a half-typed ly may mean lv.
fn with_v(word: &str) -> Vec<String> {
    let Some(c) = word.chars().next() else {
        return vec![String::new()];
    };
    let after = |typed: &str, written: &str| {
        let rest = with_v(&word[typed.len()..]);
        rest.into_iter()
            .map(|rest| format!("{written}{rest}"))
            .collect::<Vec<_>>()
    };
    let mut all = after(&word[..c.len_utf8()], &c.to_string());
    for (typed, written) in [("lu", "lv"), ("lyu", "lv"), ("nu", "nv"), ("nyu", "nv")] {
        let half_typed = word == &typed[..2] && typed.len() == 3;
        if word.starts_with(typed) || half_typed {
            all.extend(after(&typed[..typed.len().min(word.len())], written));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn it_matches_what_ib_matcher_matches((text, word) in text_and_word(&[POOL, FOREIGN].concat())) {
        prop_assert_eq!(matcher(&word).is_match(&text), ib_matches(&word, &text));
    }

    /// ib-matcher knows only `v` for ü. No text here holds the letter itself, which `v` would find as well.
    #[test]
    fn a_passport_umlaut_is_read_as_ib_matcher_reads_v((text, word) in text_and_word("旅女绿律路怒六牛工")) {
        let word = word.replace('v', "yu");
        let theirs = with_v(&word).iter().any(|word| ib_matches(word, &text));
        prop_assert_eq!(matcher(&word).is_match(&text), theirs);
    }

    /// Without `y`: 略 is lüe, whose passport form is lue, so ly and lyu find 旅 and not 略; lv begins both.
    #[test]
    fn an_umlaut_without_dots_is_read_as_ib_matcher_reads_v((text, word) in text_and_word("旅女绿律略虐路怒六牛工")) {
        let word = word.replace(['v', 'y'], "u");
        let theirs = with_v(&word).iter().any(|word| ib_matches(word, &text));
        prop_assert_eq!(matcher(&word).is_match(&text), theirs);
    }

    /// Both begin at the first place possible. ib-matcher ends where its first try ends, mostly later.
    #[test]
    fn what_it_highlights_matches((text, word) in text_and_word(&[POOL, FOREIGN].concat())) {
        let ours = matcher(&word).find(&text);
        prop_assert_eq!(ours.is_some(), matcher(&word).is_match(&text));
        let width_kept = text.chars().all(|c| c.len_utf8() == fold(c).len_utf8());
        if let Some(ours) = ours {
            prop_assert!(matcher(&word).is_match(&text[ours.clone()]));
            let theirs = with_ib_matcher(&word, &text, |theirs, text| theirs.find(text).map(|found| found.start()));
            prop_assert!(!width_kept || theirs == Some(ours.start));
        }
    }
}

//! What is typed, letter by letter: each prefix is a keystroke.

/// One state of the field of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keystroke {
    pub(crate) words: Vec<String>,
}

/// One character, two, three, more; then two words; then what occurs nowhere.
const CHINESE: [&str; 36] = [
    "搬",
    "洗",
    "电",
    "夜",
    "青", // one
    "搬运",
    "保洁",
    "分拣",
    "厨师",
    "保安",
    "电工",
    "叉车",
    "月嫂", // two
    "搬运工",
    "洗碗工",
    "贴标工",
    "服务员",
    "快递员",
    "市北区", // three
    "家具卸货",
    "集装箱装卸",
    "居民搬家",
    "劳务派遣有限公司",
    "台东三路",
    "海泊河街道", // four and more
    "搬运 市北区",
    "保洁 李沧区",
    "厨师 夜班",
    "分拣 胶州 夜",
    "急招 装卸工", // two words
    "潜水员",
    "宇航员",
    "搬保洁",
    "洗碗工程师",
    "保洁 南极",
    "飞机驾驶", // nowhere
];

/// In pinyin, by initials, mixed, by two words, and what occurs nowhere.
const LETTERS: [&str; 12] = [
    "banyun",
    "baojie",
    "chushi",
    "fenjian",
    "byg",
    "bj",
    "fj",
    "dgc",
    "b洁",
    "banyun shibei",
    "bj lc",
    "zzqx",
];

/// Phrases that only descriptions have; the first stand in a third of them.
const IN_DESCRIPTIONS: [&str; 8] = [
    "工资当天结清",
    "有经验者优先",
    "服从安排听指挥",
    "包吃住",
    "不扣押金",
    "自己带手套",
    "搬运 工资当天结清",
    "月亮上集合",
];

/// Each a list of keystrokes, from an empty field on.
pub(crate) fn typings(with_descriptions: bool) -> Vec<Vec<Keystroke>> {
    let more: &[&str] = if with_descriptions { &IN_DESCRIPTIONS } else { &[] };
    let typed = CHINESE.iter().chain(&LETTERS).chain(more);
    typed.map(|text| keystrokes(text)).collect()
}

fn keystrokes(text: &str) -> Vec<Keystroke> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut strokes: Vec<Keystroke> = ends.map(|end| Keystroke::of(&text[..end])).collect();
    // A space alone asks for nothing new.
    strokes.dedup();
    strokes
}

impl Keystroke {
    fn of(typed: &str) -> Self {
        Self {
            words: typed.split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// Without letters, which stand for sounds.
    pub(crate) fn is_chinese(&self) -> bool {
        self.words
            .iter()
            .all(|word| !word.contains(|c: char| c.is_ascii_alphabetic()))
    }

    /// Of its shortest word, in characters.
    pub(crate) fn shortest_word(&self) -> usize {
        self.words.iter().map(|word| word.chars().count()).min().unwrap_or(0)
    }
}

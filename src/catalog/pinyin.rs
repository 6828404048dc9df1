//! What people type for a character: Chinese by its readings, anything else by itself.
//!
//! The readings are those of ib-matcher's table (41,495 characters, 422 syllables without tones), every
//! one of them: nobody at a kiosk should have to know that 重庆 is chong and 重新 too, but 重量 is zhong.
//!
//! ü has no key. The table writes it `v`, as input methods do; people also leave the dots off; and passports
//! have LYU and NYU, but LUE and NUE (notice of the National Immigration Administration of 2021-09-29, after
//! GB/T 28039-2011). So 旅 has the readings lv, lu and lyu: from here on a spelling is an ordinary reading.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::iter;
use std::sync::LazyLock;

use ib_matcher::pinyin::PinyinData;
use ib_matcher::pinyin::PinyinNotation;

/// The last character with a reading in ib-matcher's table.
const LAST: char = '\u{30EDE}';

/// Sounds below this one are folded ASCII characters.
const FIRST_CHINESE: u16 = 128;

/// The common reading of a character where it is not the first of the alphabet, which is the order of
/// ib-matcher's table. The 3,755 characters of GB 2312 level 1, by the first reading of pinyin 0.11.0
/// (mozillazg/pinyin-data); 192 more heteronyms among them need no entry.
const COMMON: &str = "
bi臂 bo剥伯 chai拆 chang厂 cheng称橙 chi尺 chuo绰 dai呆 dan单 di底地 du读 dun蹲敦顿 fu佛 ge胳 guang广 ha蛤
hang夯 he呵合 hong红 huo豁 jia夹贾 jiao剿 jie芥 jing颈 ju桔句 jue嚼觉 ka咖 kai楷 kan槛 kang扛 ke坷咳 keng吭
kui溃 kuo括 lan蓝 lei勒 lu碌露陆 lun纶 luo落络 lv绿 me么 mi糜谜秘泌 mo摩抹末 nan南 niao鸟 nong弄 o哦 pai派
pang胖 pao刨炮 pi辟 ping屏 po泊魄迫 pou剖 pu脯埔朴曝瀑 qi期其奇齐岂 qian乾浅嵌 qiang强 qie且 qu区趣 quan圈
que雀 ruo若 sha刹 shan杉 shang裳 shao梢 shen沈 sheng盛 shi匙石拾适市 shu熟 shuai衰 shui谁 shuo说 si思 suo缩
ta塔 tang汤倘 ti提 tuo驮拓 wan万 wo涡 wu无 xi系戏 xia虾吓 xian纤 xiang巷 xiao嚣校 xie挟 xing行 xu戌嘘许
xue削血 xun寻 ya轧 ye叶 yi遗已屹 yin殷 yong涌 yu俞育 yue约 zan咱攒 zha扎喳栅 zhan粘 zhang长 zhao召 zhe折着
zhi殖峙 zhong种重 zhou粥 zhu著 zhuai拽 zhuan转 zi兹 zong综 zu卒 zuo琢";

/// The form in which texts and queries are compared: lower-case and half-width (`Ｂ` and `B` are `b`).
/// A character whose lower case is more than one character stays what it is.
#[must_use]
pub fn fold(c: char) -> char {
    let half = match c {
        // Halfwidth and Fullwidth Forms repeats printable ASCII from U+FF01 on.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    let mut lower = half.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => half,
    }
}

/// What is typed for each character. There is one, [`Table::get`].
pub struct Table {
    /// In alphabetical order; a syllable's place is its id.
    syllables: Vec<String>,
    /// By character, from NUL to [`LAST`].
    sounds: Vec<u16>,
    /// By sound: ids of syllables, the common one first.
    readings: Vec<Vec<u16>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

impl Table {
    /// The table, built at the first call.
    #[must_use]
    pub fn get() -> &'static Self {
        &TABLE
    }

    /// The letters of every syllable, as ASCII in lower case, in the order of their ids.
    #[must_use]
    pub fn syllables(&self) -> &[String] {
        &self.syllables
    }

    /// The ids of the syllables that a character is read as, the common one first; none if it is not Chinese.
    #[must_use]
    pub fn readings(&self, c: char) -> &[u16] {
        &self.readings[usize::from(self.sound(c))]
    }

    /// The number of what is typed for a character. Characters that are typed alike share a sound: 包 and 保,
    /// `b` and `Ｂ`. An ASCII character's sound is its folded code. 0 stands for whatever is neither ASCII nor
    /// Chinese.
    #[must_use]
    #[inline]
    pub fn sound(&self, c: char) -> u16 {
        self.sounds.get(c as usize).copied().unwrap_or(0)
    }

    /// The readings of each sound, from sound 0 on.
    pub fn sounds(&self) -> impl Iterator<Item = &[u16]> {
        self.readings.iter().map(Vec::as_slice)
    }

    fn build() -> Self {
        let source = Source::new();
        let mut readings = vec![Vec::new(); usize::from(FIRST_CHINESE)];
        let mut numbers = HashMap::new();
        let mut unused = FIRST_CHINESE..;
        let mut sound = |c| {
            let read = source.readings(c);
            if read.is_empty() {
                return u8::try_from(fold(c)).ok().filter(u8::is_ascii).map_or(0, u16::from);
            }
            *numbers.entry(read).or_insert_with_key(|read| {
                readings.push(read.clone());
                unused.next().unwrap_or_default()
            })
        };
        // By number, since a range of characters leaves the surrogates out.
        let sounds = (0..=u32::from(LAST))
            .map(|code| char::from_u32(code).map_or(0, &mut sound))
            .collect();
        Self {
            syllables: source.syllables,
            sounds,
            readings,
        }
    }
}

/// ib-matcher's table, with the common reading of a character and the ways to write ü.
struct Source {
    data: PinyinData,
    syllables: Vec<String>,
    /// For a syllable of the table, the ids of all ways to write it.
    spellings: HashMap<String, Vec<u16>>,
    common: HashMap<char, &'static str>,
}

impl Source {
    fn new() -> Self {
        let data = PinyinData::new(PinyinNotation::Ascii);
        let known: BTreeSet<_> = data
            .iter()
            .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
            .collect();
        let syllables: BTreeSet<_> = known.iter().flat_map(|letters| spellings(letters)).collect();
        let ids: HashMap<_, _> = syllables.iter().zip(0..).collect();
        let spelled = |letters: &str| spellings(letters).map(|spelling| ids[&spelling]).collect();
        let spellings = known
            .iter()
            .map(|letters| ((*letters).to_owned(), spelled(letters)))
            .collect();
        let common = COMMON.split_whitespace().flat_map(|group| {
            let (letters, characters) = group.split_at(group.find(|c: char| !c.is_ascii()).unwrap_or(0));
            characters.chars().map(move |c| (c, letters))
        });
        Self {
            spellings,
            common: common.collect(),
            syllables: syllables.into_iter().collect(),
            data,
        }
    }

    fn readings(&self, c: char) -> Vec<u16> {
        let mut ids = Vec::new();
        let mut add = |letters: &str| {
            for id in &self.spellings[letters] {
                if !ids.contains(id) {
                    ids.push(*id);
                }
            }
        };
        if let Some(letters) = self.common.get(&c) {
            add(letters);
        }
        self.data.get_pinyins_and_for_each(c, |pinyin| {
            if let Some(letters) = pinyin.notation(PinyinNotation::Ascii) {
                add(letters);
            }
        });
        ids
    }
}

/// A syllable as the table writes it, then as people also type it.
fn spellings(letters: &str) -> impl Iterator<Item = String> {
    let undotted = letters.contains('v').then(|| letters.replace('v', "u"));
    let passport = letters.strip_suffix('v').map(|initial| format!("{initial}yu"));
    iter::once(letters.to_owned()).chain(undotted).chain(passport)
}

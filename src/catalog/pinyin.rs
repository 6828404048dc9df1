//! What people type for a character: Chinese by its readings, anything else by itself.
//!
//! The readings are those of ib-matcher's table (41,495 characters, 422 syllables without tones), every
//! one of them: nobody at a kiosk should have to know that 重庆 is chong and 重新 too, but 重量 is zhong.
//!
//! Which reading is the right one depends on the word: `words.txt` has those that their characters' commonest readings
//! do not give. [`Table::spoken`] reads a text by it, so that what is really called `bj` comes before what might be.
//!
//! Southern and northern speech tell zh from z, n from l and ang from an apart or do not; [`Table::alike`] takes each
//! for the other, for whoever found nothing by the exact one.
//!
//! ü has no key. The table writes it `v`, as input methods do; people also leave the dots off; and passports
//! have LYU and NYU, but LUE and NUE (notice of the National Immigration Administration of 2021-09-29, after
//! GB/T 28039-2011). So 旅 has the readings lv, lu and lyu: from here on a spelling is an ordinary reading.

mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::iter;
use std::sync::LazyLock;

use ib_matcher::pinyin::PinyinData;
use ib_matcher::pinyin::PinyinNotation;

use words::Words;

pub(super) use words::FIRST_SIGN;

/// Three ways to write each of three ü. A hostile name of forty would have more than fit in memory.
const SPELLINGS_MAX: usize = 27;

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
xue削血 xun寻 ya轧 yan腌 ye叶 yi遗已屹 yin殷 yong涌 yu俞育 yue约 zan咱攒 zha扎喳栅 zhan粘 zhang长 zhao召 zhe折着
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

/// What is typed for each character. There are two, [`Table::get`] and [`Table::alike`].
pub struct Table {
    /// In alphabetical order; a syllable's place is its id.
    syllables: Vec<String>,
    /// By character, from NUL to [`LAST`].
    sounds: Cow<'static, [u16]>,
    /// By sound: ids of syllables, the common one first.
    readings: Vec<Vec<u16>>,
    /// By sound: how many of them are ways to write the common one.
    common: Vec<usize>,
    /// By syllable: the sounds that are read so, and those of which it is the common reading.
    sounding: Vec<Vec<u16>>,
    commonly_sounding: Vec<Vec<u16>>,
    words: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);
static ALIKE: LazyLock<Table> = LazyLock::new(|| Table::get().confused());

impl Table {
    /// The table, built at the first call.
    #[must_use]
    pub fn get() -> &'static Self {
        &TABLE
    }

    /// The same with each reading also as those say it who do not tell zh from z, ch from c, sh from s, n from l, ang
    /// from an, eng from en, ing from in.
    #[must_use]
    pub fn alike() -> &'static Self {
        &ALIKE
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

    /// The characters of a text, each with the ids of the one syllable that it is said as here, in all the ways to
    /// write it: the 重 of 重庆 as chong.
    #[must_use]
    pub fn spoken<'a>(&'a self, text: &'a str) -> Vec<(char, &'a [u16])> {
        let mut spoken: Vec<(char, &[u16])> = text
            .chars()
            .map(|c| {
                let sound = usize::from(self.sound(c));
                (c, &self.readings[sound][..self.common[sound]])
            })
            .collect();
        for (from, syllables) in self.words.in_text(text) {
            for ((_, said), syllable) in spoken[from..].iter_mut().zip(syllables) {
                *said = syllable;
            }
        }
        spoken
    }

    /// How a name is typed in full: `chongqing`, and each other way to write a ü in it; what is not Chinese, as it is.
    /// Of a name with many ü, the first so many ways.
    #[must_use]
    pub fn spelled(&self, name: &str) -> Vec<String> {
        let mut spelled = vec![String::new()];
        for (c, said) in self.spoken(name) {
            let ways: Vec<String> = match said {
                [] => vec![fold(c).to_string()],
                _ => said.iter().map(|id| self.syllables[usize::from(*id)].clone()).collect(),
            };
            let ways = if spelled.len() * ways.len() > SPELLINGS_MAX {
                &ways[..1]
            } else {
                &ways
            };
            spelled = spelled
                .iter()
                .flat_map(|before| ways.iter().map(move |way| format!("{before}{way}")))
                .collect();
        }
        spelled
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

    /// How many sounds there are.
    #[must_use]
    pub fn sound_count(&self) -> usize {
        self.readings.len()
    }

    /// The sounds that are read as this syllable; where `commonly`, those of which it is the common reading.
    #[must_use]
    pub fn sounding(&self, syllable: u16, commonly: bool) -> &[u16] {
        let by_syllable = if commonly {
            &self.commonly_sounding
        } else {
            &self.sounding
        };
        &by_syllable[usize::from(syllable)]
    }

    /// A text, folded, with a sign in the place of each character of a word that has a reading of its own; `None` where
    /// it has no such word.
    pub(super) fn said(&self, text: &str) -> Option<Vec<char>> {
        let mut words = self.words.signs_in(text).peekable();
        words.peek()?;
        let mut said: Vec<char> = text.chars().map(fold).collect();
        for (from, signs) in words {
            said[from..from + signs.len()].copy_from_slice(signs);
        }
        Some(said)
    }

    /// What the signs of [`Self::said`] stand for, from [`FIRST_SIGN`] on: a character, and the ids of the ways to write
    /// its syllable there.
    pub(super) fn signed(&self) -> &[(char, Vec<u16>)] {
        self.words.signed()
    }

    /// Some word in the text has a reading of its own.
    #[must_use]
    pub fn has_word(&self, text: &str) -> bool {
        self.words.in_text(text).next().is_some()
    }

    fn build() -> Self {
        let source = Source::new();
        let mut readings = vec![Vec::new(); usize::from(FIRST_CHINESE)];
        let mut common = vec![0; usize::from(FIRST_CHINESE)];
        let mut numbers = HashMap::new();
        let mut unused = FIRST_CHINESE..;
        let mut sound = |c| {
            let (read, first) = source.readings(c);
            if read.is_empty() {
                return u8::try_from(fold(c)).ok().filter(u8::is_ascii).map_or(0, u16::from);
            }
            *numbers.entry((read, first)).or_insert_with_key(|(read, first)| {
                readings.push(read.clone());
                common.push(*first);
                unused.next().unwrap_or_default()
            })
        };
        // By number, since a range of characters leaves the surrogates out.
        let sounds = (0..=u32::from(LAST))
            .map(|code| char::from_u32(code).map_or(0, &mut sound))
            .collect();
        Self {
            words: Words::new(&source.spellings),
            syllables: source.syllables,
            sounds,
            readings,
            common,
            sounding: Vec::new(),
            commonly_sounding: Vec::new(),
        }
        .inverted()
    }

    fn inverted(mut self) -> Self {
        self.sounding = vec![Vec::new(); self.syllables.len()];
        self.commonly_sounding.clone_from(&self.sounding);
        for (sound, (read, common)) in (0..).zip(self.readings.iter().zip(&self.common)) {
            for (place, id) in read.iter().enumerate() {
                self.sounding[usize::from(*id)].push(sound);
                if place < *common {
                    self.commonly_sounding[usize::from(*id)].push(sound);
                }
            }
        }
        self
    }

    fn confused(&'static self) -> Self {
        let heard: Vec<BTreeSet<String>> = self.syllables.iter().map(|letters| alike(letters)).collect();
        let syllables: BTreeSet<_> = heard.iter().flatten().cloned().collect();
        let ids: HashMap<_, _> = syllables.iter().zip(0..).collect();
        let confuse = |read: &[u16]| {
            let all: BTreeSet<u16> = read
                .iter()
                .flat_map(|id| heard[usize::from(*id)].iter().map(|letters| ids[letters]))
                .collect();
            all.into_iter().collect()
        };
        Self {
            readings: self.sounds().map(confuse).collect(),
            common: vec![0; self.common.len()],
            sounds: Cow::Borrowed(&self.sounds),
            words: Words::default(),
            syllables: syllables.into_iter().collect(),
            sounding: Vec::new(),
            commonly_sounding: Vec::new(),
        }
        .inverted()
    }
}

/// A syllable, and what else it may be heard as.
fn alike(letters: &str) -> BTreeSet<String> {
    const INITIALS: [(&str, &str); 4] = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")];
    const FINALS: [(&str, &str); 3] = [("ang", "an"), ("eng", "en"), ("ing", "in")];
    let other = |letters: &str, (long, short): (&str, &str)| {
        letters
            .strip_prefix(long)
            .map(|rest| format!("{short}{rest}"))
            .or_else(|| letters.strip_prefix(short).map(|rest| format!("{long}{rest}")))
    };
    let other_end = |letters: &str, (long, short): (&str, &str)| {
        letters
            .strip_suffix(long)
            .map(|rest| format!("{rest}{short}"))
            .or_else(|| letters.strip_suffix(short).map(|rest| format!("{rest}{long}")))
    };
    let begun: Vec<String> = iter::once(letters.to_owned())
        .chain(INITIALS.into_iter().find_map(|pair| other(letters, pair)))
        .collect();
    let ended = begun
        .iter()
        .filter_map(|letters| FINALS.into_iter().find_map(|pair| other_end(letters, pair)));
    ended.chain(begun.iter().cloned()).collect()
}

/// ib-matcher's table, with the common reading of a character and the ways to write ü.
struct Source {
    data: PinyinData,
    syllables: Vec<String>,
    /// For a syllable of the table, the ids of all ways to write it.
    spellings: HashMap<String, Vec<u16>>,
    common: HashMap<char, &'static str>,
    /// Readings that a character has in some word of [`Words`].
    local: HashMap<char, BTreeSet<&'static str>>,
}

impl Source {
    fn new() -> Self {
        let data = PinyinData::new(PinyinNotation::Ascii);
        let known: BTreeSet<_> = data
            .iter()
            .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
            .chain(words::readings().map(|(_, letters)| letters))
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
        let mut local: HashMap<char, BTreeSet<_>> = HashMap::new();
        for (c, letters) in words::readings() {
            local.entry(c).or_default().insert(letters);
        }
        Self {
            spellings,
            local,
            common: common.collect(),
            syllables: syllables.into_iter().collect(),
            data,
        }
    }

    /// All of them, and how many of those are the common one.
    fn readings(&self, c: char) -> (Vec<u16>, usize) {
        let mut ids = Vec::new();
        let mut first = 0;
        let mut add = |letters: &str| {
            for id in self.spellings.get(letters).into_iter().flatten() {
                if !ids.contains(id) {
                    ids.push(*id);
                }
            }
            if first == 0 {
                first = ids.len();
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
        // A name may be read as no dictionary reads its characters.
        for letters in self.local.get(&c).into_iter().flatten() {
            add(letters);
        }
        (ids, first)
    }
}

/// A syllable as the table writes it, then as people also type it.
fn spellings(letters: &str) -> impl Iterator<Item = String> {
    let undotted = letters.contains('v').then(|| letters.replace('v', "u"));
    let passport = letters.strip_suffix('v').map(|initial| format!("{initial}yu"));
    iter::once(letters.to_owned()).chain(undotted).chain(passport)
}

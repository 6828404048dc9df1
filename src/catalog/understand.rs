//! A query as a worker says it → what is meant: 市北 当天结 搬运 200, 我想找个管住的活, shibei banyun.
//!
//! Whatever names a place, a trade, a settlement, a shift or an amount becomes a [`Condition`]; filler words mean
//! nothing; what is left over are words to be looked for. Spaces part words but need not be there: of all the ways to
//! cut a text, the one that leaves least unexplained in the fewest pieces is taken. That is a shortest path through
//! the text, from left to right (as in A. Viterbi's algorithm, with a price on each piece instead of a probability).

mod amount;
mod lexicon;
mod phrases;

use std::ops::Range;

use super::Condition;
use super::Query;
use super::Sort;
use super::pinyin::fold;
use crate::posting::PostingNumber;

pub(super) use lexicon::Lexicon;

/// A query as it was said, cut into pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    pub said: String,
    /// From left to right, without spaces.
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The bytes of what was said.
    pub range: Range<usize>,
    pub meaning: Meaning,
}

/// What a piece means to a search.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Of one dimension any, of each dimension one.
    Conditions(Vec<Condition>),
    Sort(Sort),
    /// To be looked for as it stands.
    Word,
    /// 有没有, 的, 活: said, and true of everything here.
    Filler,
}

/// What it costs to explain a piece of a text so.
mod price {
    pub(super) const KNOWN: usize = 2;
    pub(super) const FILLER: usize = 3;
    /// A single character, like 的, may well belong to a word that nobody here knows.
    pub(super) const SHORT_FILLER: usize = 5;
    /// An unknown word, and each of its characters.
    pub(super) const WORD: usize = 5;
    pub(super) const WORD_CHAR: usize = 4;
}

impl Understood {
    /// What was meant.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::default();
        for piece in &self.pieces {
            match &piece.meaning {
                Meaning::Conditions(conditions) => {
                    for condition in conditions {
                        if !query.conditions.contains(condition) {
                            query.conditions.push(condition.clone());
                        }
                    }
                }
                Meaning::Sort(sort) => query.sort = *sort,
                Meaning::Word => query.words.push(self.said[piece.range.clone()].to_owned()),
                Meaning::Filler => {}
            }
        }
        query
    }

    /// The pieces that ask for something.
    pub fn asking(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.meaning != Meaning::Filler)
    }

    /// What was said without the n-th of [`Self::asking`].
    #[must_use]
    pub fn unsaid(&self, nth: usize) -> String {
        let kept = self.asking().enumerate().filter(|(at, _)| *at != nth);
        let parts: Vec<&str> = kept.map(|(_, piece)| &self.said[piece.range.clone()]).collect();
        parts.join(" ")
    }

    /// Words that stand in no posting may be names all the same: 宝洁 sounds like 保洁, and `rj` is 日结.
    pub(super) fn reconsider(&mut self, mut meant: impl FnMut(&str) -> Option<Vec<Condition>>) {
        for piece in &mut self.pieces {
            if piece.meaning == Meaning::Word
                && let Some(conditions) = meant(&self.said[piece.range.clone()])
            {
                piece.meaning = Meaning::Conditions(conditions);
            }
        }
    }

    /// A number that no posting has is a word.
    pub(super) fn confirm_numbers(&mut self, is_known: impl Fn(PostingNumber) -> bool) {
        for piece in &mut self.pieces {
            if let Meaning::Conditions(conditions) = &piece.meaning
                && let [Condition::Number(number)] = conditions.as_slice()
                && !is_known(*number)
            {
                piece.meaning = Meaning::Word;
            }
        }
    }
}

impl Lexicon {
    /// Cuts and explains.
    pub(super) fn understand(&self, said: &str) -> Understood {
        let text = Folded::new(said);
        let mut pieces = self.cheapest(&text.folded);
        trim_words(&text.folded, &mut pieces);
        forget_vicinity(&mut pieces);
        for piece in &mut pieces {
            piece.range = text.of_said(&piece.range);
        }
        Understood {
            said: said.to_owned(),
            pieces,
        }
    }

    /// The cheapest way through a folded text.
    fn cheapest(&self, text: &str) -> Vec<Piece> {
        let mut ways = Ways::new(text.len());
        let mut known = self.known_in(text);
        known.extend(amount::amounts_in(text));
        known.sort_by_key(|piece| piece.range.start);
        let mut next = known.into_iter().peekable();
        for (at, c) in text.char_indices() {
            let outside = ways.cheaper(at).map(|from| (from, ways.cost(at, from)));
            while let Some(piece) = next.next_if(|piece| piece.range.start <= at) {
                if let Some((from, cost)) = outside {
                    let cost = cost + piece.price(text);
                    ways.reach(piece.range.end, Side::Outside, (at, from), cost, Some(piece));
                }
            }
            if is_separator(c) {
                if let Some((from, cost)) = outside {
                    ways.reach(at + c.len_utf8(), Side::Outside, (at, from), cost, None);
                }
                continue;
            }
            let end = at + run(&text[at..]);
            let chars = price::WORD_CHAR * text[at..end].chars().count();
            let piece = || Piece {
                range: at..end,
                meaning: Meaning::Word,
            };
            if ways.is_reached(at, Side::Word) {
                let cost = ways.cost(at, Side::Word) + chars;
                ways.reach(end, Side::Word, (at, Side::Word), cost, Some(piece()));
            }
            // What is left of a run of letters is no word: xiwang is not 洗碗 and g.
            let is_amid = c.is_ascii_alphabetic() && text[..at].ends_with(|before: char| before.is_ascii_alphabetic());
            if let Some((from, cost)) = outside.filter(|_| !is_amid) {
                ways.reach(end, Side::Word, (at, from), cost + price::WORD + chars, Some(piece()));
            }
        }
        ways.trace()
    }
}

/// A place in a text is reached either at the end of something, or amid an unknown word that may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Outside,
    Word,
}

/// The cheapest ways found to each place in a text, one a [`Side`].
struct Ways(Vec<[Option<Step>; 2]>);

/// The last step of a way.
#[derive(Debug, Clone)]
struct Step {
    cost: usize,
    from: (usize, Side),
    piece: Option<Piece>,
}

impl Ways {
    fn new(len: usize) -> Self {
        let mut ways = Self(vec![[None, None]; len + 1]);
        ways.reach(0, Side::Outside, (0, Side::Outside), 0, None);
        ways
    }

    fn is_reached(&self, at: usize, side: Side) -> bool {
        self.0[at][side as usize].is_some()
    }

    fn cost(&self, at: usize, side: Side) -> usize {
        self.0[at][side as usize].as_ref().map_or(usize::MAX, |step| step.cost)
    }

    fn cheaper(&self, at: usize) -> Option<Side> {
        [Side::Outside, Side::Word]
            .into_iter()
            .filter(|side| self.is_reached(at, *side))
            .min_by_key(|side| self.cost(at, *side))
    }

    fn reach(&mut self, to: usize, side: Side, from: (usize, Side), cost: usize, piece: Option<Piece>) {
        if cost < self.cost(to, side) {
            self.0[to][side as usize] = Some(Step { cost, from, piece });
        }
    }

    /// The pieces along the way to the end; unknown characters side by side are one word.
    fn trace(mut self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = self.0.len() - 1;
        let mut side = self.cheaper(at);
        while let Some(on) = side
            && at > 0
            && let Some(step) = self.0[at][on as usize].take()
        {
            if let Some(piece) = step.piece {
                match pieces.last_mut() {
                    Some(after) if piece.meaning == Meaning::Word && after.is_word_from(at) => {
                        after.range.start = piece.range.start;
                    }
                    _ => pieces.push(piece),
                }
            }
            at = step.from.0;
            side = Some(step.from.1);
        }
        pieces.reverse();
        pieces
    }
}

impl Piece {
    fn is_word_from(&self, at: usize) -> bool {
        self.meaning == Meaning::Word && self.range.start == at
    }

    fn price(&self, text: &str) -> usize {
        match &self.meaning {
            Meaning::Filler if text[self.range.clone()].chars().nth(1).is_none() => price::SHORT_FILLER,
            Meaning::Filler => price::FILLER,
            Meaning::Conditions(_) | Meaning::Sort(_) => price::KNOWN,
            Meaning::Word => price::WORD,
        }
    }
}

/// 厂里的 is 厂里.
fn trim_words(text: &str, pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut().filter(|piece| piece.meaning == Meaning::Word) {
        let word = text[piece.range.clone()].trim_end_matches(['的', '活', '吗', '呢']);
        piece.range.end = piece.range.start + word.len();
    }
    pieces.retain(|piece| !piece.range.is_empty());
}

/// 李村附近 is 李村, and not near the kiosk.
fn forget_vicinity(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let names_place = matches!(
            &pieces[at - 1].meaning,
            Meaning::Conditions(all) if matches!(all.as_slice(), [Condition::Area(_) | Condition::Station(_), ..])
        );
        let is_near =
            matches!(&pieces[at].meaning, Meaning::Conditions(all) if matches!(all.as_slice(), [Condition::Within(_)]));
        if names_place && is_near {
            pieces[at].meaning = Meaning::Filler;
        }
    }
}

/// Ends a word.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || ",，、。;；!！?？·:：()（）[]【】「」《》<>~～…\"“”'‘’|".contains(c)
}

/// Letters and digits belong together until something else comes; anything else is a character.
fn run(text: &str) -> usize {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = text.chars().next().map_or(0, char::len_utf8);
    letters.max(digits).max(first)
}

/// A text in the form in which it is compared, and where each of its bytes came from.
struct Folded {
    folded: String,
    /// For each character, where it begins in the folded text and where in what was said; then the two ends.
    places: Vec<(usize, usize)>,
}

impl Folded {
    fn new(said: &str) -> Self {
        let mut folded = String::with_capacity(said.len());
        let mut places = Vec::with_capacity(said.len());
        for (at, c) in said.char_indices() {
            places.push((folded.len(), at));
            folded.push(fold(c));
        }
        places.push((folded.len(), said.len()));
        Self { folded, places }
    }

    fn of_said(&self, range: &Range<usize>) -> Range<usize> {
        let place = |folded: usize| {
            let at = self.places.partition_point(|(own, _)| *own < folded);
            self.places.get(at).map_or(0, |(_, said)| *said)
        };
        place(range.start)..place(range.end)
    }
}

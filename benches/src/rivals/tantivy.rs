//! tantivy with grams of one to three characters, each at the place of its first: a word of at most three is one term, a
//! longer one a phrase of trigrams. In memory, one segment, documents in the default order.

use std::hint::black_box;

use anyhow::Context as _;
use anyhow::Result;
use tantivy::DocId;
use tantivy::Index;
use tantivy::IndexWriter;
use tantivy::Order;
use tantivy::Searcher;
use tantivy::TERMINATED;
use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::collector::TopDocs;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::BooleanQuery;
use tantivy::query::EnableScoring;
use tantivy::query::PhraseQuery;
use tantivy::query::Query;
use tantivy::query::TermQuery;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;
use tantivy::tokenizer::Token;
use tantivy::tokenizer::TokenStream;
use tantivy::tokenizer::Tokenizer;

use super::folded;
use crate::queries::Keystroke;
use crate::search::Engine;
use crate::search::PAGE;

const LONGEST_GRAM: usize = 3;
const TOKENIZER: &str = "grams";
const PLACE: &str = "place";
/// Of the writer, before it starts another segment: none is merged less than a whole one.
const WRITER_BYTES: usize = 1 << 30;

/// How count and page are asked for.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// As its manual has it: both collectors in one search, ordered by a fast field.
    Collectors,
    /// As fast as it goes: its own count, which knows that of a term by heart, and the first ones of a scorer.
    ByHand,
}

pub(crate) struct Tantivy {
    searcher: Searcher,
    text: Field,
    way: Way,
}

impl Tantivy {
    pub(crate) fn build(texts: &[String]) -> Result<[Self; 2]> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let place = schema.add_u64_field(PLACE, FAST);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(TOKENIZER, Grams::default());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for (at, folding) in (0_u64..).zip(texts) {
            let mut document = TantivyDocument::default();
            document.add_text(text, folded(folding).collect::<String>());
            document.add_u64(place, at);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        let searcher = index.reader()?.searcher();
        anyhow::ensure!(searcher.segment_readers().len() == 1, "tantivy kept several segments");
        let asked = |way| Self {
            searcher: searcher.clone(),
            text,
            way,
        };
        Ok([asked(Way::Collectors), asked(Way::ByHand)])
    }

    fn query(&self, keystroke: &Keystroke) -> Box<dyn Query> {
        let mut words: Vec<Box<dyn Query>> = keystroke.words.iter().map(|word| self.word(word)).collect();
        match (words.pop(), words.is_empty()) {
            (Some(only), true) => only,
            (last, _) => Box::new(BooleanQuery::intersection(words.into_iter().chain(last).collect())),
        }
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        let chars: Vec<char> = folded(word).collect();
        let term = |gram: &[char]| Term::from_field_text(self.text, &gram.iter().collect::<String>());
        if chars.len() <= LONGEST_GRAM {
            return Box::new(TermQuery::new(term(&chars), IndexRecordOption::Basic));
        }
        Box::new(PhraseQuery::new(chars.windows(LONGEST_GRAM).map(term).collect()))
    }

    fn first_page(&self, query: &dyn Query) -> Result<Vec<DocId>> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let segment = self.searcher.segment_readers().first().context("an empty index")?;
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut page = Vec::with_capacity(PAGE);
        let mut at = scorer.doc();
        while at != TERMINATED && page.len() < PAGE {
            page.push(at);
            at = scorer.advance();
        }
        Ok(page)
    }
}

impl Engine for Tantivy {
    fn name(&self) -> &'static str {
        match self.way {
            Way::Collectors => "tantivy, its collectors",
            Way::ByHand => "tantivy, by hand",
        }
    }

    fn can_answer(&self, keystroke: &Keystroke) -> bool {
        keystroke.is_chinese()
    }

    fn answer(&mut self, keystroke: &Keystroke) -> Result<usize> {
        let query = self.query(keystroke);
        match self.way {
            Way::Collectors => {
                let first = TopDocs::with_limit(PAGE).order_by_fast_field::<u64>(PLACE, Order::Asc);
                let (count, page) = self.searcher.search(&query, &(Count, first))?;
                black_box(page);
                Ok(count)
            }
            Way::ByHand => {
                black_box(self.first_page(&*query)?);
                Ok(query.count(&self.searcher)?)
            }
        }
    }
}

/// tantivy's own grams all stand at place 0, where no phrase can be found.
#[derive(Debug, Clone, Default)]
struct Grams {
    token: Token,
}

struct GramStream<'a> {
    text: &'a str,
    /// Where each character begins, and the end of the text.
    bounds: Vec<usize>,
    /// Of the next gram: its first character, and how many it has.
    next: (usize, usize),
    token: &'a mut Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.token.reset();
        let starts = text.char_indices().map(|(at, _)| at);
        GramStream {
            text,
            bounds: starts.chain([text.len()]).collect(),
            next: (0, 1),
            token: &mut self.token,
        }
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let (first, length) = self.next;
        let (Some(&from), Some(&to)) = (self.bounds.get(first), self.bounds.get(first + length)) else {
            return false;
        };
        self.token.position = first;
        self.token.offset_from = from;
        self.token.offset_to = to;
        self.token.text.clear();
        self.token.text.push_str(&self.text[from..to]);
        let has_longer = length < LONGEST_GRAM && first + length + 1 < self.bounds.len();
        self.next = if has_longer {
            (first, length + 1)
        } else {
            (first + 1, 1)
        };
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

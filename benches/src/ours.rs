//! The product's side of the search: all that is asked of its catalog stands here.

use std::hint::black_box;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Dimension;
use zhaohuo::catalog::Nearness;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Recall;
use zhaohuo::catalog::Standpoint;
use zhaohuo::posting::Row;
use zhaohuo::text::CleanText;

use crate::corpus::Corpus;
use crate::measure::on_thread;
use crate::queries::Keystroke;
use crate::search::Engine;
use crate::search::OURS;
use crate::search::PAGE;

/// All that a filter page shows choices of.
const DIMENSIONS: [Dimension; 19] = [
    Dimension::Posted,
    Dimension::Verified,
    Dimension::Insurance,
    Dimension::Recruiter,
    Dimension::Deposit,
    Dimension::Meals,
    Dimension::Transport,
    Dimension::Lodging,
    Dimension::Audience,
    Dimension::Shift,
    Dimension::Distance,
    Dimension::Start,
    Dimension::Pay,
    Dimension::Settlement,
    Dimension::Place,
    Dimension::Trade,
    Dimension::Papers,
    Dimension::Age,
    Dimension::Number,
];

/// A catalog, and where a visitor is in it.
pub(crate) struct Ours {
    catalog: Catalog,
    now: Timestamp,
    recall: Recall,
    /// Of the processor, to build it from postings that were read.
    pub(crate) build: Duration,
}

/// What a posting has to be found by.
#[derive(Debug)]
pub(crate) struct Document {
    /// A text a line: title, employer, category, place, road, areas.
    pub(crate) texts: String,
    pub(crate) description: Option<CleanText>,
}

impl Ours {
    /// The catalog of a corpus; and, in its default order, what other engines are to search.
    pub(crate) fn build(corpus: &Corpus, standpoint: &Standpoint) -> Result<(Self, Vec<Document>)> {
        Self::filled(corpus, standpoint, CatalogBuilder::new(standpoint.clone()))
    }

    /// The same where words are looked for in descriptions too.
    pub(crate) fn build_with_descriptions(corpus: &Corpus, standpoint: &Standpoint) -> Result<(Self, Vec<Document>)> {
        let builder = CatalogBuilder::new(standpoint.clone()).searching_descriptions();
        Self::filled(corpus, standpoint, builder)
    }

    fn filled(corpus: &Corpus, standpoint: &Standpoint, mut builder: CatalogBuilder) -> Result<(Self, Vec<Document>)> {
        let (mut build, mut descriptions) = (Duration::ZERO, Vec::with_capacity(corpus.size));
        corpus.read(|posting| {
            let row = Row(i64::try_from(descriptions.len()).unwrap_or(i64::MAX));
            build += on_thread(|| builder.add(row, &posting)).1.cpu;
            descriptions.push(posting.description);
        })?;
        let (catalog, finish) = on_thread(|| {
            let catalog = builder.finish();
            catalog.warm_up();
            catalog
        });
        build += finish.cpu;
        let ours = Self {
            catalog,
            now: standpoint.now,
            recall: Recall::default(),
            build,
        };
        let documents = ours.documents(descriptions);
        Ok((ours, documents))
    }

    fn documents(&self, mut descriptions: Vec<Option<CleanText>>) -> Vec<Document> {
        let all = self.catalog.find(&Query::all(), self.now);
        let briefs = all.iter().filter_map(|index| self.catalog.get(index));
        briefs
            .map(|brief| Document {
                texts: brief.texts().collect::<Vec<_>>().join("\n"),
                description: usize::try_from(brief.row.0)
                    .ok()
                    .and_then(|at| descriptions.get_mut(at)?.take()),
            })
            .collect()
    }

    /// A keystroke with the counts of all choices beside what it finds.
    pub(crate) fn answer_with_choices(&mut self, keystroke: &Keystroke) -> usize {
        let query = query(keystroke);
        let answer = self.catalog.answer(&query, self.now, &mut self.recall);
        black_box(self.catalog.choices(&DIMENSIONS, &answer.query, self.now));
        answer.hits.len()
    }
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        OURS
    }

    fn can_answer(&self, _: &Keystroke) -> bool {
        true
    }

    fn begin(&mut self) {
        self.recall = Recall::default();
    }

    /// Where nothing is found it has looked for the nearest as well, as the screen does.
    fn answer(&mut self, keystroke: &Keystroke) -> Result<usize> {
        let answer = self.catalog.answer(&query(keystroke), self.now, &mut self.recall);
        for index in (0..PAGE).map_while(|n| answer.hits.get(n)) {
            black_box(self.catalog.get(index));
        }
        let is_exact = answer.nearness == Nearness::Exact;
        Ok(if is_exact { answer.hits.len() } else { 0 })
    }
}

fn query(keystroke: &Keystroke) -> Query {
    Query {
        words: keystroke.words.clone(),
        ..Query::default()
    }
}

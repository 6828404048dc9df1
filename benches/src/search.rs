//! A keystroke in search: how many postings there are exactly, and the first page of them, by every engine on the same
//! texts and the same keystrokes.

use std::collections::BTreeMap;

use anyhow::Result;
use anyhow::ensure;
use zhaohuo::catalog::Standpoint;

use crate::corpus::Corpus;
use crate::measure::Series;
use crate::measure::Spent;
use crate::measure::on_thread;
use crate::measure::said;
use crate::measure::thousands;
use crate::measure::time_ratio;
use crate::ours::Document;
use crate::ours::Ours;
use crate::queries::Keystroke;
use crate::queries::typings;
use crate::rivals::fts5::Fts5;
use crate::rivals::fts5::Tokens;
use crate::rivals::scan::Scan;
use crate::rivals::tantivy::Tantivy;
use crate::table::Line;

/// What the product is called among the engines.
pub(crate) const OURS: &str = "找活";
/// Hits on a page.
pub(crate) const PAGE: usize = 9;

/// Each keystroke is measured so often, and the median counts.
const ROUNDS: usize = 3;
/// Of more postings than this each is measured once: a scan of them takes a second.
const ROUNDS_UP_TO: usize = 200_000;

/// Something that finds.
pub(crate) trait Engine {
    fn name(&self) -> &'static str;

    fn can_answer(&self, keystroke: &Keystroke) -> bool;

    /// The field is empty again.
    fn begin(&mut self) {}

    /// How many postings have all words. The first page is found as well.
    fn answer(&mut self, keystroke: &Keystroke) -> Result<usize>;
}

/// One keystroke, measured.
struct Stroke {
    count: usize,
    /// By the name of an engine.
    spent: BTreeMap<&'static str, Spent>,
}

/// The rows of a search at one size.
pub(crate) fn measure(corpus: &Corpus, standpoint: &Standpoint) -> Result<Vec<Line>> {
    let (mut ours, documents) = Ours::build(corpus, standpoint)?;
    let texts: Vec<String> = documents.iter().map(|it| it.texts.clone()).collect();
    let size = corpus.size;
    let strokes = measure_on(&mut [&mut ours], &texts, false, size)?;
    let mut lines = vec![
        line("a keystroke in search: exact count, first page", size, &strokes, |it| {
            it.count > 0
        })
        .goal("median ≤ 1/500, worst ≤ 1/400 of FTS5; 1/60, 1/100 of tantivy; worst ≤ 2 ms"),
        line(
            "a keystroke that finds nothing; 找活 then looks for the nearest",
            size,
            &strokes,
            |it| it.count == 0,
        ),
        equal_counts(size, &strokes),
        with_choices(&mut ours, size),
    ];
    lines.push(growth(&ours, &strokes, size));
    drop((ours, documents));
    lines.extend(with_descriptions(corpus, standpoint)?);
    Ok(lines)
}

fn with_descriptions(corpus: &Corpus, standpoint: &Standpoint) -> Result<Vec<Line>> {
    const WHAT: &str = "a keystroke, descriptions searched too";
    let size = corpus.size;
    let (mut ours, documents) = Ours::build_with_descriptions(corpus, standpoint)?;
    let texts: Vec<String> = documents.iter().map(Document::whole).collect();
    let strokes = measure_on(&mut [&mut ours], &texts, true, size)?;
    let line = line(WHAT, size, &strokes, |_| true).goal("worst ≤ 5 ms");
    Ok(vec![line, equal_counts(size, &strokes)])
}

/// Every engine that there is beside `own`.
fn measure_on(
    own: &mut [&mut dyn Engine],
    texts: &[String],
    with_descriptions: bool,
    size: usize,
) -> Result<Vec<Stroke>> {
    let mut scan = Scan(texts);
    let mut characters = Fts5::build(texts, Tokens::Characters)?;
    let mut trigrams = Fts5::build(texts, Tokens::Trigrams)?;
    let [mut collectors, mut by_hand] = Tantivy::build(texts)?;
    let mut engines: Vec<&mut dyn Engine> = own.iter_mut().map(|it| &mut **it as &mut dyn Engine).collect();
    engines.extend([
        &mut scan as &mut dyn Engine,
        &mut characters,
        &mut trigrams,
        &mut collectors,
        &mut by_hand,
    ]);
    let rounds = if size > ROUNDS_UP_TO { 1 } else { ROUNDS };
    let mut strokes = Vec::new();
    for typing in typings(with_descriptions) {
        strokes.extend(typed(&mut engines, &typing, rounds)?);
    }
    Ok(strokes)
}

/// The engines take turns at each keystroke, so that what disturbs one disturbs all.
fn typed(engines: &mut [&mut dyn Engine], typing: &[Keystroke], rounds: usize) -> Result<Vec<Stroke>> {
    let mut measured: Vec<BTreeMap<&'static str, Vec<(usize, Spent)>>> = vec![BTreeMap::new(); typing.len()];
    for _ in 0..rounds {
        for engine in engines.iter_mut() {
            engine.begin();
        }
        for (keystroke, measured) in typing.iter().zip(&mut measured) {
            for engine in engines.iter_mut().filter(|engine| engine.can_answer(keystroke)) {
                let (count, spent) = on_thread(|| engine.answer(keystroke));
                measured.entry(engine.name()).or_default().push((count?, spent));
            }
        }
    }
    let strokes = typing.iter().zip(measured);
    strokes
        .map(|(keystroke, measured)| Stroke::of(keystroke, measured))
        .collect()
}

impl Stroke {
    fn of(keystroke: &Keystroke, measured: BTreeMap<&'static str, Vec<(usize, Spent)>>) -> Result<Self> {
        let counts: Vec<(&str, usize)> = measured
            .iter()
            .flat_map(|(name, all)| all.iter().map(|(count, _)| (*name, *count)))
            .collect();
        let count = counts.first().map_or(0, |(_, count)| *count);
        let is_agreed = counts.iter().all(|(_, own)| *own == count);
        ensure!(is_agreed, "{:?} is counted differently: {counts:?}", keystroke.words);
        let spent = measured.into_iter().map(|(name, mut all)| {
            all.sort_by_key(|(_, spent)| spent.cpu);
            (name, all[all.len() / 2].1)
        });
        Ok(Self {
            count,
            spent: spent.collect(),
        })
    }
}

impl Document {
    fn whole(&self) -> String {
        let description = self.description.as_deref().unwrap_or_default();
        format!("{}\n{description}", self.texts)
    }
}

/// Ours over all keystrokes that are meant, and each rival over those that both can answer.
fn line(what: &str, size: usize, strokes: &[Stroke], is_meant: impl Fn(&Stroke) -> bool) -> Line {
    let meant: Vec<&Stroke> = strokes.iter().filter(|it| is_meant(it)).collect();
    let of = |name: &str, beside: &str| {
        let both = meant.iter().filter(|it| it.spent.contains_key(beside));
        let spent: Vec<Spent> = both.filter_map(|it| it.spent.get(name).copied()).collect();
        (
            Series::new(spent.iter().map(|it| it.cpu).collect()),
            Series::new(spent.iter().map(|it| it.wall).collect()),
        )
    };
    let (cpu, wall) = of(OURS, OURS);
    let ours = match cpu.len() {
        0 => "prepared: not searched yet".to_owned(),
        count => format!("{}, {count} keystrokes", figure(&cpu, &wall)),
    };
    let names: std::collections::BTreeSet<&'static str> = meant
        .iter()
        .flat_map(|it| it.spent.keys().copied())
        .filter(|it| *it != OURS)
        .collect();
    let mut line = Line::new(what, size, ours);
    for name in names {
        let ((rival, rival_wall), (ours, _)) = (of(name, name), of(OURS, name));
        let ratio = format!(
            "median {}, worst {}",
            time_ratio(ours.median(), rival.median()),
            time_ratio(ours.worst(), rival.worst())
        );
        let figure = format!("{}, {} keystrokes", figure(&rival, &rival_wall), rival.len());
        line = line.beside(name, figure, ratio);
    }
    line
}

/// Of the processor; on the wall in brackets.
fn figure(cpu: &Series, wall: &Series) -> String {
    format!(
        "median {} ({}), worst {} ({})",
        said(cpu.median()),
        said(wall.median()),
        said(cpu.worst()),
        said(wall.worst())
    )
}

/// That they are was found out before.
fn equal_counts(size: usize, strokes: &[Stroke]) -> Line {
    let several = strokes.iter().filter(|it| it.spent.len() > 1);
    let (queries, hits) = several.fold((0, 0), |(queries, hits), it| (queries + 1, hits + it.count));
    let figure = format!("equal on {queries} queries with {} hits", thousands(hits));
    Line::new("every count, beside the scan's and the others'", size, figure).goal("equal on every query")
}

fn with_choices(ours: &mut Ours, size: usize) -> Line {
    let mut spent = Vec::new();
    for typing in typings(false) {
        ours.begin();
        spent.extend(typing.iter().map(|it| on_thread(|| ours.answer_with_choices(it)).1));
    }
    let cpu = Series::new(spent.iter().map(|it| it.cpu).collect());
    let wall = Series::new(spent.iter().map(|it| it.wall).collect());
    Line::new("a keystroke with the counts of every choice", size, figure(&cpu, &wall)).goal("median ≤ 0.3 ms")
}

fn growth(ours: &Ours, strokes: &[Stroke], size: usize) -> Line {
    let times = strokes.iter().filter_map(|it| Some(it.spent.get(OURS)?.cpu));
    let times = Series::new(times.collect());
    let figure = format!(
        "built in {}; keystroke median {}, worst {}",
        said(ours.build),
        said(times.median()),
        said(times.worst())
    );
    Line::new("how cost grows", size, figure)
}

//! Turning pages visits each posting once, though each page is asked for anew.

use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Sort;

use crate::HALL;
use crate::bits::Bits;
use crate::support;

/// As many as a large screen lists.
const PAGE: usize = 18;

#[test]
fn paging_visits_each_posting_exactly_once() {
    let conditions = [
        Condition::Within(1_500),
        Condition::PaidDaily(zhaohuo::posting::Fen(30_000)),
    ];
    for (condition, sort) in conditions.into_iter().zip([Sort::Best, Sort::Soonest]) {
        let query = Query {
            sort,
            ..Query::of(condition)
        };
        let naive = HALL.naive.found(&query, support::now());
        assert!(naive.count() > 1_000, "{query:?} finds too few: {}", naive.count());
        let mut seen = Bits::none(HALL.naive.postings.len());
        for from in (0..).step_by(PAGE) {
            let hits = HALL.catalog.find(&query, support::now());
            let page = (from..from + PAGE).map_while(|n| hits.get(n));
            let page: Vec<usize> = page.map(|index| HALL.numbers[index as usize]).collect();
            for at in &page {
                assert!(!seen.has(*at), "{query:?} lists {at} twice");
                seen.add(*at);
            }
            if page.len() < PAGE {
                break;
            }
        }
        assert_eq!(seen.difference(&naive), None, "{query:?}");
    }
}

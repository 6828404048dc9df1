//! The scanning matcher over the texts of each posting: no index at all.

use std::hint::black_box;

use anyhow::Result;
use zhaohuo::catalog::matcher::Matcher;

use crate::queries::Keystroke;
use crate::search::Engine;
use crate::search::PAGE;

pub(crate) struct Scan<'a>(pub(crate) &'a [String]);

impl Engine for Scan<'_> {
    fn name(&self) -> &'static str {
        "scan"
    }

    fn can_answer(&self, _: &Keystroke) -> bool {
        true
    }

    fn answer(&mut self, keystroke: &Keystroke) -> Result<usize> {
        let matchers: Option<Vec<Matcher>> = keystroke.words.iter().map(|word| Matcher::new(word)).collect();
        let Some(matchers) = matchers else { return Ok(0) };
        let (mut count, mut page) = (0, Vec::with_capacity(PAGE));
        for (at, text) in self.0.iter().enumerate() {
            if matchers.iter().all(|matcher| matcher.is_match(text)) {
                if count < PAGE {
                    page.push(at);
                }
                count += 1;
            }
        }
        black_box(page);
        Ok(count)
    }
}

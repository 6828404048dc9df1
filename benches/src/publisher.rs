//! The corpus as a publisher packs it.

use std::io::Write as _;
use std::ops::Range;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::corpus::Corpus;
use crate::server::Body;
use crate::server::Coding;

/// What `zstd` does where nobody says a level.
const ZSTD_LEVEL: i32 = 3;

pub(crate) fn pack(corpus: &Corpus, coding: Coding) -> Result<Body> {
    pack_edition(corpus, coding, &(0..0), "")
}

/// With `word` before the titles of the `changed`.
pub(crate) fn pack_edition(corpus: &Corpus, coding: Coding, changed: &Range<usize>, word: &str) -> Result<Body> {
    let packed = match coding {
        Coding::Zstd => {
            let mut encoder = zstd::Encoder::new(Vec::new(), ZSTD_LEVEL)?;
            corpus.write_edition(&mut encoder, changed, word)?;
            encoder.finish()?
        }
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            corpus.write_edition(&mut encoder, changed, word)?;
            encoder.flush()?;
            encoder.finish()?
        }
    };
    Ok(Body {
        coding,
        packed: packed.into(),
    })
}

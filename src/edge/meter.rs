//! What the loop counts of itself, for whoever watches over the kiosk.

use std::time::Duration;

use prometheus::Histogram;
use prometheus::HistogramOpts;
use prometheus::IntCounter;
use prometheus::Registry;

/// Seconds. Under a twentieth nobody notices, from a fifth on everybody does, and after a second it is pressed again.
const LATENCY_BUCKETS: [f64; 8] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];

/// A clone is the same meter. Counting costs an addition or two, and waits for nobody.
#[derive(Clone)]
pub struct Meter {
    frames: IntCounter,
    latency: Histogram,
}

impl Meter {
    /// # Errors
    ///
    /// Where a name or a bucket is none that Prometheus takes.
    pub fn new() -> prometheus::Result<Self> {
        let latency = HistogramOpts::new(
            "zhaohuo_key_to_frame_seconds",
            "From the reading of a key or touch to the end of the frame that shows it.",
        );
        Ok(Self {
            frames: IntCounter::new("zhaohuo_frames_drawn_total", "Frames drawn since the start.")?,
            latency: Histogram::with_opts(latency.buckets(LATENCY_BUCKETS.to_vec()))?,
        })
    }

    /// A frame was drawn, so long after each of the keys that it shows.
    pub fn drawn(&self, since: impl IntoIterator<Item = Duration>) {
        self.frames.inc();
        for since in since {
            self.latency.observe(since.as_secs_f64());
        }
    }

    pub(super) fn register(&self, registry: &Registry) -> prometheus::Result<()> {
        registry.register(Box::new(self.frames.clone()))?;
        registry.register(Box::new(self.latency.clone()))
    }
}

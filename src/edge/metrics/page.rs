//! A file in the making: every family with its HELP and TYPE, as the library writes them.

use prometheus::IntGauge;
use prometheus::IntGaugeVec;
use prometheus::Opts;
use prometheus::Registry;
use prometheus::TextEncoder;

/// Made anew for each file, so that what is left out of one is not remembered from the one before.
#[derive(Default)]
pub(super) struct Page {
    registry: Registry,
}

impl Page {
    pub(super) fn registry(&self) -> &Registry {
        &self.registry
    }

    pub(super) fn gauge(&self, name: &str, help: &str, value: i64) -> prometheus::Result<()> {
        let gauge = IntGauge::new(name, help)?;
        gauge.set(value);
        self.registry.register(Box::new(gauge))
    }

    /// One series for each combination of `labels`' values; none, and no family, where there is none.
    pub(super) fn gauges<'a>(
        &self,
        (name, help): (&str, &str),
        labels: &[&str],
        series: impl IntoIterator<Item = (Vec<&'a str>, i64)>,
    ) -> prometheus::Result<()> {
        let gauges = IntGaugeVec::new(Opts::new(name, help), labels)?;
        for (values, value) in series {
            gauges.get_metric_with_label_values(&values)?.set(value);
        }
        self.registry.register(Box::new(gauges))
    }

    pub(super) fn text(&self) -> prometheus::Result<String> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

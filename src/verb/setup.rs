//! Options and configuration → what every verb works with.

#![expect(clippy::disallowed_methods, reason = "the configuration is a file")]

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;

use super::Exit;
use super::Failure;
use super::chinese;
use crate::config::AllowList;
use crate::config::Border;
use crate::config::BorderSetting;
use crate::config::Config;
use crate::config::Fault;
use crate::config::Feed;
use crate::config::Hall;
use crate::config::Layers;
use crate::config::Printer;
use crate::config::Written;
use crate::console::FeedName;
use crate::edge::Clock;
use crate::edge::control::SOCKET;
use crate::edge::probe;
use crate::edge::shelf::Checks;
use crate::edge::shelf::Shelf;
use crate::edge::store::Reader;
use crate::edge::store::Withdraws;
use crate::edge::sync::Source;
use crate::language::Language;
use crate::screening::Table;
use crate::text::CleanText;
use crate::theme::CODE;
use crate::theme::CODE_PLAIN;
use crate::theme::Depth;
use crate::theme::Theme;
use crate::widget::Letters;
use crate::widget::Look;

/// Read where no `--config` names another; a box need not have one.
const CONFIG: &str = "/etc/zhaohuo/config.toml";
/// Beside it: what only this hall has.
const OWN: &str = "hall.toml";
/// Set by systemd for `RuntimeDirectory=` (systemd.exec(5)).
const RUNTIME_DIRECTORY: &str = "RUNTIME_DIRECTORY";
/// In the runtime directory, as packaging/collect-metrics looks for it.
const METRICS: &str = "zhaohuo.prom";
/// Where kiosk.service has it.
const INSTALLED_SOCKET: &str = "/run/zhaohuo/control.sock";
/// Where kiosk.service keeps its data; it alone is told so by systemd.
const INSTALLED_DATA: &str = "/var/lib/zhaohuo";
/// Under which the store keeps the demonstration.
const DEMONSTRATION: &str = "demo";
const DEMONSTRATION_NAME: &str = "示例数据";

#[derive(Debug, Args)]
pub struct Options {
    /// Configuration file [default: /etc/zhaohuo/config.toml, where there is one]; a hall.toml beside it counts over it
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use this feed instead of the configured ones; may be given again
    #[arg(long, global = true, value_name = "URL")]
    pub feed: Vec<String>,
    /// Where the store lies [default: systemd's state directory, else ~/.local/share/zhaohuo]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Let codes lead to this host too, like jobs.example.cn or *.gov.cn; may be given again
    #[arg(long, global = true, value_name = "HOST")]
    pub allow: Vec<String>,
    /// Let nobody leave the kiosk by a key
    #[arg(long, global = true)]
    pub locked: bool,
}

/// Everything that was configured, checked.
#[derive(Debug, Clone)]
pub struct Setup {
    pub config: Config,
    pub hall: Hall,
    pub folder: PathBuf,
    /// By an option, not by the configuration or as usual.
    pub data_is_named: bool,
    /// Empty: the demonstration.
    pub sources: Vec<Source>,
    pub checks: Checks,
    /// What is wrong with the file, where all this is of an older one.
    pub fault: Option<Fault>,
}

impl Setup {
    /// # Errors
    ///
    /// What is wrong with the configuration, with the line or the key.
    pub fn read(options: &Options) -> Result<Self, Failure> {
        Self::of_layers(&layers(options)?, options)
    }

    /// # Errors
    ///
    /// As [`Self::read`].
    pub(super) fn of_layers(layers: &Layers, options: &Options) -> Result<Self, Failure> {
        Self::of(layers.config()?, options)
    }

    /// What the options make of a configuration.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub fn of(mut config: Config, options: &Options) -> Result<Self, Failure> {
        if !options.feed.is_empty() {
            config.feed = options.feed.iter().map(|url| Feed::at(url)).collect();
        }
        config.locked |= options.locked;
        config.check()?;
        let mut hall = Hall::of(&config)?;
        hall.allow = hall.allow.with(&AllowList::new(&options.allow).map_err(|pattern| {
            Failure::new(
                Exit::Misconfigured,
                anyhow::anyhow!("--allow {pattern}: no host name, like jobs.example.cn or *.gov.cn"),
            )
        })?);
        let sources = config.feed.iter().map(Source::of).collect::<Result<Vec<_>, _>>()?;
        let data_is_named = options.data.is_some();
        let data = options.data.clone().or_else(|| config.data.clone());
        let data = data.unwrap_or_else(default_folder);
        // Made-up postings never lie beside real ones.
        let folder = if sources.is_empty() {
            data.join(DEMONSTRATION)
        } else {
            data
        };
        Ok(Self {
            checks: checks(&config)?,
            config,
            hall,
            folder,
            data_is_named,
            sources,
            fault: None,
        })
    }

    /// For who looks at the kiosk that systemd keeps up, from another account's shell: its data, unless somebody says where
    /// the data lies.
    #[must_use]
    pub fn of_installed(mut self) -> Self {
        if let Some(data) = installed_data()
            && !self.data_is_named
            && self.config.data.is_none()
        {
            self.folder = if self.sources.is_empty() {
                data.join(DEMONSTRATION)
            } else {
                data
            };
        }
        self
    }

    /// The same for who only reads, where this account may.
    #[must_use]
    pub fn for_reading(self) -> Self {
        let may_read = installed_data().is_some_and(|data| fs::read_dir(data).is_ok());
        if may_read { self.of_installed() } else { self }
    }

    /// Where this kiosk listens to staff: where the operator says, else in systemd's runtime directory, else with its
    /// data.
    #[must_use]
    pub fn own_socket(&self) -> PathBuf {
        let configured = self.config.control.clone().or_else(|| at_run_time(SOCKET));
        configured.unwrap_or_else(|| self.folder.join(SOCKET))
    }

    /// Where the metrics go: where the operator says, else into systemd's runtime directory, from where the package's
    /// timer takes them; else nowhere.
    #[must_use]
    pub fn metrics_file(&self) -> Option<PathBuf> {
        self.config.metrics.file.clone().or_else(|| at_run_time(METRICS))
    }

    /// Where staff reach the kiosk: the one that systemd keeps up, unless another one's data is named.
    #[must_use]
    pub fn control_socket(&self) -> PathBuf {
        let installed = || Some(PathBuf::from(INSTALLED_SOCKET)).filter(|path| !self.data_is_named && path.exists());
        let configured = self.config.control.clone().or_else(installed);
        configured.unwrap_or_else(|| self.folder.join(SOCKET))
    }

    /// Where the postings lie for reading.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        let keys: Vec<String> = self.sources.iter().map(|source| source.key.clone()).collect();
        let feeds = if keys.is_empty() {
            vec![DEMONSTRATION.to_owned()]
        } else {
            keys
        };
        Shelf {
            searches_descriptions: self.config.search.descriptions,
            ..Shelf::new(self.folder.clone(), feeds, self.hall.clone(), self.checks.clone())
        }
    }

    /// It cannot be earlier than when a feed was last good, whatever the machine's clock says.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let feeds = Reader::open(&self.folder).and_then(|reader| reader.feeds());
        let last_good = feeds
            .ok()
            .and_then(|feeds| feeds.iter().filter_map(|feed| feed.good_at).max());
        Clock::after(last_good)
    }

    /// Where the kiosk notes what it is at: systemd's runtime directory, which is in memory, else with its data.
    #[must_use]
    pub fn flight_folder(&self) -> PathBuf {
        env::var_os(RUNTIME_DIRECTORY).map_or_else(|| self.folder.clone(), PathBuf::from)
    }

    /// The same without what a hall can do without for a while: the printer and the voice.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        self.config.printer = Printer::default();
        self.config.screen.speech = None;
        self
    }

    /// What each feed is called, and how often it is asked.
    #[must_use]
    pub fn feed_names(&self) -> Vec<FeedName> {
        if self.sources.is_empty() {
            return vec![FeedName {
                key: DEMONSTRATION.to_owned(),
                name: CleanText::new(DEMONSTRATION_NAME, 8),
                poll: Duration::from_secs(Feed::at("").poll_secs),
            }];
        }
        let names = self.sources.iter().map(|source| FeedName {
            key: source.key.clone(),
            name: source.name.clone(),
            poll: source.poll,
        });
        names.collect()
    }

    /// What boxes are drawn with. In raw mode, before anybody reads keys: the terminal may have to be asked, and how it
    /// draws Chinese is asked with it.
    ///
    /// # Errors
    ///
    /// Where it draws no Chinese.
    pub fn border(&self) -> anyhow::Result<Border> {
        match self.config.screen.border {
            BorderSetting::Auto => {
                let widths = probe::widths();
                chinese::may_be_drawn(widths.chinese)?;
                Ok(widths.border())
            }
            BorderSetting::Lines => Ok(Border::Lines),
            BorderSetting::Ascii => Ok(Border::Ascii),
        }
    }

    /// How everything looks on this terminal.
    #[must_use]
    pub fn look(&self, border: Border) -> Look {
        let depth = depth();
        Look {
            language: self.hall.languages.first().copied().unwrap_or(Language::CHINESE),
            theme: Theme::of(self.config.screen.theme, depth),
            border,
            letters: Letters::default(),
            code: if depth == Depth::Colours256 { CODE } else { CODE_PLAIN },
        }
    }

    /// The configured feeds; without any, the demonstration, served from inside this process.
    ///
    /// # Errors
    ///
    /// Where no loopback port can be had.
    pub async fn start_sources(&self, clock: &Clock) -> Result<Vec<Source>, Failure> {
        if !self.sources.is_empty() {
            return Ok(self.sources.clone());
        }
        let address = crate::edge::demonstration::serve(self.hall.zone.clone(), clock.clone()).await?;
        let source = Source::of(&Feed::at(&address))?;
        Ok(vec![Source {
            key: DEMONSTRATION.to_owned(),
            name: CleanText::new(DEMONSTRATION_NAME, 8),
            withdraws: Withdraws::Anything,
            ..source
        }])
    }
}

/// no-color.org, and what the terminal calls itself.
pub(super) fn depth() -> Depth {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let term = env::var("TERM").unwrap_or_default();
    Depth::of(is_set("NO_COLOR"), &term, is_set("COLORTERM"))
}

/// The file that is named, else the usual one where there is one; and the hall's own beside it.
///
/// # Errors
///
/// Where one of them cannot be read.
pub(super) fn layers(options: &Options) -> Result<Layers, Failure> {
    let shared = configuration_file(options);
    let own = shared.unwrap_or(Path::new(CONFIG)).with_file_name(OWN);
    let has_own = shared != Some(&own) && own.exists();
    Ok(Layers {
        shared: shared.map(written).transpose()?,
        own: has_own.then(|| written(&own)).transpose()?,
    })
}

/// Where the shared settings are read from, where they are.
pub(super) fn configuration_file(options: &Options) -> Option<&Path> {
    let usual = || Some(Path::new(CONFIG)).filter(|path| path.exists());
    options.config.as_deref().or_else(usual)
}

fn written(path: &Path) -> Result<Written, Failure> {
    let text = fs::read_to_string(path)
        .with_context(|| path.display().to_string())
        .map_err(|error| Failure::new(Exit::Misconfigured, error))?;
    Ok(Written {
        path: path.to_owned(),
        text,
    })
}

/// Where the data lies as far as that is known before a configuration is read.
pub(super) fn data_folder(options: &Options) -> PathBuf {
    options.data.clone().unwrap_or_else(default_folder)
}

/// `None` in the unit itself, and where it was never started.
pub(super) fn installed_data() -> Option<PathBuf> {
    let is_told = env::var_os("STATE_DIRECTORY").is_some();
    Some(PathBuf::from(INSTALLED_DATA)).filter(|folder| !is_told && folder.exists())
}

/// Whether the kiosk that systemd keeps up is where staff look for it who know no configuration.
pub(super) fn may_be_reached(options: &Options) -> bool {
    options.data.is_none() && Path::new(INSTALLED_SOCKET).exists()
}

/// What staff should look at: our table of words, and what the operator adds to it.
fn checks(config: &Config) -> Result<Checks, Failure> {
    let settings = config.screening.settings();
    let Some(path) = &config.screening.table else {
        return Ok(Checks { table: None, settings });
    };
    let misconfigured = |error| Failure::new(Exit::Misconfigured, error);
    let named = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(named).map_err(misconfigured)?;
    let table = Table::own()
        .extended(&text)
        .with_context(named)
        .map_err(misconfigured)?;
    Ok(Checks {
        table: Some(Arc::new(table)),
        settings,
    })
}

/// A file in the directory that systemd makes for a service, where it has made one.
fn at_run_time(name: &str) -> Option<PathBuf> {
    env::var_os(RUNTIME_DIRECTORY).map(|folder| PathBuf::from(folder).join(name))
}

/// systemd's state directory, else the user's own, else where kiosk.service has it: a timer has no home.
fn default_folder() -> PathBuf {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // Several directories are joined by colons (systemd.exec(5)); ours is the first.
    let state = env::var("STATE_DIRECTORY")
        .ok()
        .and_then(|all| all.split(':').next().map(PathBuf::from));
    state
        .filter(|path| path.is_absolute())
        .or_else(|| set("XDG_DATA_HOME").map(|base| base.join("zhaohuo")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/zhaohuo")))
        .unwrap_or_else(|| PathBuf::from(INSTALLED_DATA))
}

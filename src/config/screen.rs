//! How everything looks and sounds.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Screen {
    pub theme: ThemeName,
    pub border: BorderSetting,
    /// Who reads a page aloud.
    pub speech: Option<Speech>,
    /// On offer behind `*`, the first one to begin with.
    pub languages: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    /// 高对比 — black, white and yellow alone, for eyes that see little.
    Contrast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BorderSetting {
    /// Whatever the terminal draws right.
    #[default]
    Auto,
    Lines,
    Ascii,
}

/// What boxes are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// U+2500 and its neighbours, one cell wide on the kiosk's own terminal.
    Lines,
    /// For terminals that draw those two cells wide.
    Ascii,
}

/// A program that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Speech {
    /// Of speech-dispatcher, which speaks with whatever voices are installed behind it.
    #[serde(rename = "spd-say")]
    SpdSay,
    #[serde(rename = "espeak-ng")]
    EspeakNg,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            theme: ThemeName::default(),
            border: BorderSetting::default(),
            speech: None,
            languages: vec!["zh-CN".to_owned(), "en".to_owned()],
        }
    }
}

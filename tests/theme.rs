//! Contrast, reckoned from the themes' own colours as WCAG 2.2 §1.4.3 defines it.

mod support;

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use zhaohuo::config::ThemeName;
use zhaohuo::theme::CODE;
use zhaohuo::theme::CODE_PLAIN;
use zhaohuo::theme::Depth;
use zhaohuo::theme::Theme;

/// WCAG's level AAA.
const CONTRAST_MIN: f64 = 7.0;

/// For eyes that see little.
const HIGH_CONTRAST_MIN: f64 = 12.0;
const NAMES: [ThemeName; 3] = [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast];

type Palette = [u32; 16];

/// The Linux console's, which is VGA's.
const VGA: Palette = [
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555, 0xff_5555,
    0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];
/// XTerm-col.ad.
const XTERM: Palette = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
    0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];

#[test]
fn every_style_of_every_theme_can_be_read() {
    for name in NAMES {
        let least = if name == ThemeName::Contrast {
            HIGH_CONTRAST_MIN
        } else {
            CONTRAST_MIN
        };
        for (role, style) in Theme::of(name, Depth::Colours256).styles() {
            let ratio = contrast(style, None);
            assert!(ratio >= least, "{name:?} {role}: {ratio:.1}");
        }
    }
}

#[test]
fn every_style_of_every_theme_of_16_colours_can_be_read_in_both_palettes() {
    for (name, palette) in NAMES.into_iter().flat_map(|name| [(name, VGA), (name, XTERM)]) {
        for (role, style) in Theme::of(name, Depth::Colours16).styles() {
            let ratio = contrast(style, Some(palette));
            assert!(ratio >= CONTRAST_MIN, "{name:?} {role}: {ratio:.1}");
        }
    }
}

#[test]
fn a_theme_of_16_colours_asks_of_the_linux_console_what_it_can() {
    for name in NAMES {
        for (role, style) in Theme::of(name, Depth::Colours16).styles() {
            let [foreground, background] = [style.fg, style.bg].map(|colour| index(colour.unwrap()));
            assert!(background < 8, "{name:?} {role}: there are eight grounds");
            let is_bold = style.add_modifier.contains(Modifier::BOLD);
            assert_eq!(
                is_bold,
                foreground >= 8,
                "{name:?} {role}: bold is bright, and bright is bold"
            );
            assert!(!style.add_modifier.contains(Modifier::UNDERLINED), "{name:?} {role}");
        }
    }
}

#[test]
fn what_is_chosen_and_what_is_gone_differ_from_plain_text_in_every_theme() {
    for (name, depth) in NAMES
        .into_iter()
        .flat_map(|name| [Depth::Colours256, Depth::Colours16, Depth::Plain].map(|depth| (name, depth)))
    {
        let theme = Theme::of(name, depth);
        for style in [theme.selected, theme.warning, theme.gone] {
            assert_ne!(style, theme.text, "{name:?} {depth:?}");
        }
        assert_ne!(theme.selected, theme.warning, "{name:?} {depth:?}");
    }
}

#[test]
fn a_code_is_black_on_white() {
    assert!((contrast(CODE, None) - 21.0).abs() < 0.01);
    let style = CODE_PLAIN;
    assert_eq!((style.fg, style.bg), (Some(Color::Black), Some(Color::White)));
}

#[test]
fn the_depth_is_what_the_terminal_calls_itself() {
    for (term, depth) in [
        ("xterm-256color", Depth::Colours256),
        ("screen-256color", Depth::Colours256),
        ("foot", Depth::Colours256),
        ("xterm-kitty", Depth::Colours256),
        ("linux", Depth::Colours16),
        ("xterm", Depth::Colours16),
        ("screen", Depth::Colours16),
        ("rxvt-unicode", Depth::Colours16),
        ("vt525", Depth::Colours16),
        ("vt100", Depth::Plain),
        ("vt220-8bit", Depth::Plain),
        ("xterm-mono", Depth::Plain),
        ("linux-m", Depth::Plain),
        ("dumb", Depth::Plain),
        ("", Depth::Plain),
    ] {
        assert_eq!(Depth::of(false, term, false), depth, "{term}");
        assert_eq!(Depth::of(true, term, true), Depth::Plain, "{term}");
        let with_colours = if depth == Depth::Plain {
            depth
        } else {
            Depth::Colours256
        };
        assert_eq!(Depth::of(false, term, true), with_colours, "{term}");
    }
}

#[test]
fn without_colours_what_matters_differs_by_more_than_colour() {
    let theme = Theme::of(ThemeName::Dark, Depth::Plain);
    for (role, style) in theme.styles() {
        assert_eq!((style.fg, style.bg), (None, None), "{role} has a colour");
    }
    for (role, style) in [
        ("selected", theme.selected),
        ("warning", theme.warning),
        ("gone", theme.gone),
    ] {
        assert_ne!(style.add_modifier, Modifier::empty(), "{role} looks like plain text");
    }
}

/// The lower 16 are the terminal's own; the others are xterm's table.
fn contrast(style: Style, own: Option<Palette>) -> f64 {
    let shade = |colour: Option<Color>| luminance(index(colour.expect("both grounds")), own);
    let (a, b) = (shade(style.fg), shade(style.bg));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn index(colour: Color) -> u8 {
    let Color::Indexed(index) = colour else {
        panic!("{colour:?} is no colour of a table");
    };
    index
}

/// Relative luminance.
fn luminance(index: u8, own: Option<Palette>) -> f64 {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let rgb = match index {
        0..16 => {
            let [_, rgb @ ..] = own.expect("no colour of a known shade")[usize::from(index)].to_be_bytes();
            rgb
        }
        16..232 => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
        232.. => [8 + 10 * (index - 232); 3],
    };
    let [r, g, b] = rgb.map(|value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Not what a theme offers, but what stands on the screens.
#[test]
fn every_pair_of_colours_in_use_can_be_read() {
    use std::collections::BTreeSet;
    for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
        let look = support::look(name, Depth::Colours256);
        let mut pairs = BTreeSet::new();
        for (width, height) in support::walks::SIZES {
            for (_, keys) in support::walks::WALKS {
                let sketch = support::postings::sketch();
                let kiosk = support::Kiosk::configured(&support::config(), &sketch, width, height, look).keys(keys);
                let buffer = kiosk.draw().0;
                let read = buffer.content.iter().filter(|cell| !cell.symbol().trim().is_empty());
                pairs.extend(read.map(|cell| format!("{:?}", (cell.fg, cell.bg))));
                let styles = buffer.content.iter().filter(|cell| !cell.symbol().trim().is_empty());
                for cell in styles {
                    let style = Style::new().fg(cell.fg).bg(cell.bg);
                    assert!(contrast(style, None) >= CONTRAST_MIN, "{name:?} {keys:?}: {cell:?}");
                }
            }
        }
        assert!(pairs.len() >= 4, "{pairs:?}");
    }
}

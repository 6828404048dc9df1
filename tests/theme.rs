//! Contrast, reckoned from the themes' own colours as WCAG 2.2 §1.4.3 defines it.

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use zhaohuo::config::ThemeName;
use zhaohuo::theme::CODE;
use zhaohuo::theme::Depth;
use zhaohuo::theme::Theme;

/// WCAG's level AAA.
const CONTRAST_MIN: f64 = 7.0;

#[test]
fn every_style_of_every_theme_can_be_read() {
    for name in [ThemeName::Dark, ThemeName::Light] {
        for (role, style) in Theme::of(name, Depth::Colours256).styles() {
            let ratio = contrast(style);
            assert!(ratio >= CONTRAST_MIN, "{name:?} {role}: {ratio:.1}");
        }
    }
}

#[test]
fn a_code_is_black_on_white() {
    assert!((contrast(CODE) - 21.0).abs() < 0.01, "{}", contrast(CODE));
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

fn contrast(style: Style) -> f64 {
    let (a, b) = (
        luminance(style.fg.expect("a foreground")),
        luminance(style.bg.expect("a background")),
    );
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of an entry of xterm's 256-colour table.
fn luminance(colour: Color) -> f64 {
    let Color::Indexed(index @ 16..) = colour else {
        panic!("{colour:?} is no colour of a known shade");
    };
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let rgb = match index - 16 {
        cube @ 0..216 => [cube / 36, cube / 6 % 6, cube % 6].map(level),
        grey => [8 + 10 * (grey - 216); 3],
    };
    let [r, g, b] = rgb.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

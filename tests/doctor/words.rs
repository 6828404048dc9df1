//! What facts mean, by values.

use zhaohuo::diagnosis::Check;
use zhaohuo::diagnosis::Console;
use zhaohuo::diagnosis::Level;
use zhaohuo::diagnosis::Manager;
use zhaohuo::diagnosis::Refused;
use zhaohuo::diagnosis::UnitFacts;
use zhaohuo::diagnosis::packages;
use zhaohuo::diagnosis::refusal;
use zhaohuo::diagnosis::unit;
use zhaohuo::text::CleanText;

#[test]
fn only_the_kernels_own_screens_and_terminals_of_other_letters_are_refused() {
    let (drawn, unknown) = (Console::Drawn, Console::Unknown);
    // It moves the cursor as it should.
    assert_eq!(refusal(&Console::Bare(1), "linux", Some(4)), Err(Refused::Bare));
    assert_eq!(refusal(&Console::Bare(1), "xterm", None), Err(Refused::Bare));
    assert_eq!(refusal(&unknown, "linux", None), Err(Refused::Bare));
    // fbterm calls itself so, and so does an SSH client on a bare console: what is drawn decides.
    assert_eq!(refusal(&drawn, "linux", Some(4)), Ok(()));
    assert_eq!(refusal(&drawn, "xterm", None), Ok(()));
    assert_eq!(refusal(&unknown, "foot", None), Ok(()));
    for columns in [0, 2, 3, 6] {
        assert!(matches!(
            refusal(&drawn, "xterm\u{1b}[6n中", Some(columns)),
            Err(Refused::Columns { term, .. }) if term.is_ascii()
        ));
    }
}

#[test]
fn each_reason_to_refuse_is_short_and_ascii() {
    let columns = Refused::Columns {
        term: CleanText::new("screen.xterm-256color", 120),
        columns: 6,
    };
    for refused in [Refused::Bare, columns] {
        let why = refused.to_string();
        assert!(why.is_ascii(), "{why}");
        assert!(
            why.lines().all(|line| line.len() < 80) && why.lines().count() <= 8,
            "{why}"
        );
    }
}

fn levels(shown: &str) -> Vec<(Check, Level)> {
    let found = unit(&Manager::Answered(UnitFacts::parse(shown)));
    found.iter().map(|finding| (finding.check, finding.level)).collect()
}

#[test]
fn what_systemd_says_of_the_unit_is_understood() {
    let right = "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\nNRestarts=1\nWatchdogUSec=20s\n\
                 StatusText=数据截至 06:10，1200 个活\n";
    let all = [
        Check::UnitInstalled,
        Check::UnitActive,
        Check::UnitRestarts,
        Check::UnitWatchdog,
    ];
    assert_eq!(levels(right), all.map(|check| (check, Level::Ok)));
    let wrong = "LoadState=loaded\nUnitFileState=disabled\nActiveState=failed\nNRestarts=70\nWatchdogUSec=infinity\n";
    let found = [Level::Warning, Level::Error, Level::Warning, Level::Warning];
    assert_eq!(levels(wrong), all.into_iter().zip(found).collect::<Vec<_>>());
    let absent = "LoadState=not-found\nUnitFileState=\nActiveState=inactive\nNRestarts=0\nWatchdogUSec=infinity\n";
    assert_eq!(levels(absent), [(Check::UnitInstalled, Level::Note)]);
}

#[test]
fn a_foot_before_1_15_knows_no_touch() {
    for (version, level) in [
        ("1.13.1-2+deb12u1", Level::Note),
        ("1.15.0-1", Level::Ok),
        ("1:1.21.0-2", Level::Ok),
        ("2.0", Level::Ok),
    ] {
        let versions = [("foot".to_owned(), CleanText::line(version))].into();
        let found = packages(&versions);
        let touch = found
            .iter()
            .find(|finding| finding.check == Check::PackageTouch)
            .unwrap();
        assert_eq!(touch.level, level, "{version}");
    }
}

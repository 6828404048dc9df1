//! What is looked at, each by a name that scripts may rely on.

/// In the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    TerminalChinese,
    TerminalWidth,
    TerminalColours,
    TerminalSize,
    TerminalTouch,
    TerminalFont,
    TerminalCode,
    ConfigFile,
    ConfigCopy,
    FeedConfigured,
    FeedReach,
    FeedItems,
    FeedHost,
    FeedAge,
    FeedKept,
    ClockServer,
    ClockBuild,
    ClockZone,
    ClockNtp,
    StoreOpen,
    StoreWhole,
    StoreAside,
    StoreWritable,
    StoreSpace,
    StoreInodes,
    StoreHolder,
    PrinterReach,
    PrinterState,
    PrinterGroup,
    StaffSocket,
    StaffGroup,
    StaffMember,
    SpeechProgram,
    UnitInstalled,
    UnitActive,
    UnitRestarts,
    UnitWatchdog,
    PackageScreen,
    PackageTouch,
}

impl Check {
    /// For scripts. Never changed: a hundred boxes are watched by it.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// For a console that has no Chinese: ASCII.
    #[must_use]
    pub fn question(self) -> &'static str {
        self.names().1
    }

    /// What it belongs to.
    #[must_use]
    pub fn section(self) -> &'static str {
        match self.id().split('.').next().unwrap_or_default() {
            "terminal" => "终端",
            "config" => "设置",
            "feed" => "数据源",
            "clock" => "时钟",
            "store" => "数据",
            "printer" => "打印机",
            "staff" => "工作人员",
            "speech" => "朗读",
            "unit" => "服务",
            _ => "软件包",
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::TerminalChinese => ("terminal.chinese", "can this terminal draw Chinese?"),
            Self::TerminalWidth => ("terminal.width", "are lines and blocks one cell wide?"),
            Self::TerminalColours => ("terminal.colours", "how many colours are there?"),
            Self::TerminalSize => ("terminal.size", "is it large enough, 80x24?"),
            Self::TerminalTouch => ("terminal.touch", "does it report mouse and touch?"),
            Self::TerminalFont => ("terminal.font", "is a font with Chinese installed?"),
            Self::TerminalCode => ("terminal.code", "can a phone read a code on it?"),
            Self::ConfigFile => ("config.file", "is the configuration right?"),
            Self::ConfigCopy => ("config.copy", "is there a good copy of it?"),
            Self::FeedConfigured => ("feed.configured", "is a feed configured?"),
            Self::FeedReach => ("feed.reach", "does the feed answer?"),
            Self::FeedItems => ("feed.items", "is all of the feed understood?"),
            Self::FeedHost => ("feed.host", "may codes lead to the feed's own host?"),
            Self::FeedAge => ("feed.age", "is what is stored of the feed fresh?"),
            Self::FeedKept => ("feed.kept", "is something of the feed stored?"),
            Self::ClockServer => ("clock.server", "does the clock agree with the feed's server?"),
            Self::ClockBuild => ("clock.build", "is it later than the program was built?"),
            Self::ClockZone => ("clock.zone", "is the time zone that of the machine?"),
            Self::ClockNtp => ("clock.ntp", "is the clock set by the network?"),
            Self::StoreOpen => ("store.open", "can the store be opened?"),
            Self::StoreWhole => ("store.whole", "is the store undamaged?"),
            Self::StoreAside => ("store.aside", "was a damaged store set aside?"),
            Self::StoreWritable => ("store.writable", "can its folder be written?"),
            Self::StoreSpace => ("store.space", "is there room on the disk?"),
            Self::StoreInodes => ("store.inodes", "is there room for files?"),
            Self::StoreHolder => ("store.holder", "who holds the store?"),
            Self::PrinterReach => ("printer.reach", "can the printer be reached?"),
            Self::PrinterState => ("printer.state", "is the printer ready?"),
            Self::PrinterGroup => ("printer.group", "may this account use it?"),
            Self::StaffSocket => ("staff.socket", "does a running kiosk answer staff?"),
            Self::StaffGroup => ("staff.group", "is there a group zhaohuo-staff?"),
            Self::StaffMember => ("staff.member", "is this account in it?"),
            Self::SpeechProgram => ("speech.program", "is the program that speaks installed?"),
            Self::UnitInstalled => ("unit.installed", "is kiosk.service installed and enabled?"),
            Self::UnitActive => ("unit.active", "does it run?"),
            Self::UnitRestarts => ("unit.restarts", "did it have to be restarted?"),
            Self::UnitWatchdog => ("unit.watchdog", "is it watched?"),
            Self::PackageScreen => ("package.screen", "are cage, foot and seatd installed?"),
            Self::PackageTouch => ("package.touch", "is foot new enough for touch?"),
        }
    }
}

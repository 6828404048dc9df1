//! Postings as no good feed has them: half of everything missing, contradictory, in letters of every width.

use jiff::Timestamp;
use jiff::ToSpan as _;
use zhaohuo::posting::Ages;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Benefits;
use zhaohuo::posting::Deposit;
use zhaohuo::posting::Employer;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Insurance;
use zhaohuo::posting::Openings;
use zhaohuo::posting::Origin;
use zhaohuo::posting::Pay;
use zhaohuo::posting::Per;
use zhaohuo::posting::Place;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingId;
use zhaohuo::posting::Provision;
use zhaohuo::posting::Rate;
use zhaohuo::posting::Recruiter;
use zhaohuo::posting::Settlement;
use zhaohuo::posting::Wanted;
use zhaohuo::posting::When;
use zhaohuo::posting::Work;
use zhaohuo::text::CleanText;

use crate::support;

/// Latin and full-width letters, several trades, trades only in the brackets, shifts in words, ü, names read as no
/// dictionary reads them.
const TITLES: &str = "CNC操作工|ＣＮＣ学徒（夜班）|搬运、装卸、保洁|叉车司机|旅馆保洁|KTV服务员 晚班|周末发传单|半天保洁（上午）|\
    招人（搬运工）|【急】装卸|Грузчик 搬运|C++/焊工|侵略者餐厅洗碗|重庆小面后厨|早班/中班/夜班分拣|保安【白班】送外卖|a２司机|\
    24小时便利店|ÜBER司机|İzmir烤肉|半日工|白班（早班也行）|女工|绿化工|乐陵来的月嫂|解州面馆|长期急聘|银行保安|虐待动物救助|\
    ２４点夜宵店|搬 运 工|短工|电焊 电工|搬运工(可日结)|护工[夜班]|随便写写|叉车|小时工|打螺丝的|普工，搬运工";
const CATEGORIES: &str = "搬运工|宇航员|普工/搬运工|其他|CNC|保洁员、绿化工|杂技演员|女工头";
const EMPLOYERS: &str = "绿色旅游有限公司|青岛银行|ＡＢＣ物流|某某劳务|abc Logistics|重庆火锅|吕梁老陈|行长";
const NAMES: &str = "对面|台东三路口|长江路工地|女姑口码头|B座１２层|海泊河家具城 3 号门";
const STREETS: &str = "威海路 12 号|长江中路|朝城路8号|李村河底|绿岛街";
const SUBDISTRICTS: &str = "台东街道|中山路街道|泊里镇|长江路街道|阜安街道";
const VILLAGES: &str = "前进村|幸福社区|东河村|女姑山社区";
const DISTRICTS: &str = "市北区|市南区|即墨区|胶州市|黄岛区|开发区|鼓楼区";
const LOCALITIES: &str = "青岛市|青岛市市北区|胶州市|山东省青岛市|市北区|烟台市芝罘区|内蒙古自治区包头市|青岛|市市";
const REGIONS: &str = "山东省|山东省青岛市|青岛市|广西壮族自治区 南宁市|山东";
const HOURS: &str =
    "08:00–17:00 歇 1 小时|20：00到次日6：00|全天|下午1点|25:00|7:30-11:30|早8:00|24:00|工作时间: 05:30起";
const QUALIFICATIONS: &str = "要健康证|健康证、驾照|不要证|无证也行|叉车证或电工证|特种作业证|身体好就行|有照|登高证，焊工证优先|\
    保安员证|厨师证|月嫂证、育婴证|护理员证";
const THINGS: &str = "身份证|健康证原件|驾驶证|手套|母婴护理证|叉车操作证|两张照片|高处作业证";
const PIECES: &str = "件|车|平方米";
const WRITTEN: &str = "一天两百|200-300元|面谈|8小时200，12小时300";

struct Odd(fastrand::Rng);

/// The same ones each time.
pub(crate) fn postings(count: usize) -> Vec<Posting> {
    let mut odd = Odd(fastrand::Rng::with_seed(20_261_122));
    let mut postings: Vec<Posting> = (0..count).map(|number| odd.posting(number)).collect();
    for at in (10..count).step_by(20) {
        // One that came twice, and two strangers with one identifier.
        postings[at] = postings[at - 1].clone();
        postings[at - 2].id = postings[at - 3].id.clone();
    }
    postings
}

impl Odd {
    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.0.bool().then(|| make(self))
    }

    fn pick(&mut self, from: &str) -> CleanText {
        let all: Vec<&str> = from.split('|').map(str::trim).collect();
        CleanText::line(self.of(&all)).expect("a text")
    }

    fn text(&mut self, from: &str) -> Option<CleanText> {
        self.some(|odd| odd.pick(from))
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.usize(0..from.len())]
    }

    /// Within ten days of now, to the minute.
    fn time(&mut self) -> Timestamp {
        support::now() + self.0.i64(-14_400..14_400).minutes()
    }

    /// Earlier or later today mostly, where the hour decides.
    fn today(&mut self) -> Timestamp {
        support::now() + self.0.i64(-360..1_000).minutes()
    }

    fn when(&mut self) -> When {
        match self.0.u8(0..3) {
            0 => When::At(self.time()),
            1 => When::At(self.today()),
            _ => When::On(self.time().to_zoned(support::standpoint().zone).date()),
        }
    }

    fn posting(&mut self, number: usize) -> Posting {
        Posting {
            id: PostingId(CleanText::line(&format!("odd:{number}")).expect("a name")),
            title: self.pick(TITLES),
            employer: Employer {
                name: self.text(EMPLOYERS),
                recruiter: self.some(|odd| odd.of(&[true, false])).map(|direct| {
                    if direct {
                        Recruiter::Direct
                    } else {
                        Recruiter::Agency { licence: None }
                    }
                }),
                ..Employer::default()
            },
            place: self.place(),
            pay: self.pay(),
            openings: Openings {
                total: self.some(|odd| odd.0.u32(0..3)),
                left: self.some(|odd| odd.0.u32(0..3)),
            },
            work: self.work(),
            wanted: self.wanted(),
            benefits: self.benefits(),
            origin: Origin {
                verified_at: self.some(Self::time),
                posted: self.some(Self::when),
                modified: self.some(Self::time),
                valid_through: self.some(Self::time),
                ..Origin::default()
            },
            ..Posting::default()
        }
    }

    fn place(&mut self) -> Place {
        if self.0.u8(0..5) == 0 {
            return Place::default();
        }
        Place {
            name: self.text(NAMES),
            street: self.text(STREETS),
            subdistrict: self.text(SUBDISTRICTS),
            village: self.text(VILLAGES),
            district: self.text(DISTRICTS),
            locality: self.text(LOCALITIES),
            region: self.text(REGIONS),
            geo: self
                .some(|odd| Geo::new(36.0 + odd.0.f64() * 0.3, 120.2 + odd.0.f64() * 0.4))
                .flatten(),
        }
    }

    fn pay(&mut self) -> Pay {
        let low = self.0.u32(0..40) * 500;
        let per = match self.0.u8(0..6) {
            0 => Per::Hour,
            1 => Per::Week,
            2 => Per::Month,
            3 => Per::Year,
            4 => Per::Piece(self.text(PIECES)),
            _ => Per::Day,
        };
        let scale = if matches!(per, Per::Month | Per::Year) { 50 } else { 1 };
        Pay {
            rate: match self.0.u8(0..8) {
                0 => Rate::Negotiable,
                1 => Rate::Unstated,
                2 => Rate::Written(self.pick(WRITTEN)),
                _ => Rate::Fixed {
                    low: Fen(low * scale),
                    high: Fen((low + self.0.u32(0..2) * 3_000) * scale),
                    per,
                },
            },
            settlement: self.some(|odd| {
                odd.of(&[
                    Settlement::Daily,
                    Settlement::NextDay,
                    Settlement::Weekly,
                    Settlement::Monthly,
                    Settlement::Project,
                ])
            }),
            paid_by: None,
        }
    }

    fn work(&mut self) -> Work {
        Work {
            trade: self.text(CATEGORIES),
            starts: self.some(Self::when),
            immediate: self.0.bool(),
            hours: self.text(HOURS),
            hours_per_day: self.some(|odd| f64::from(odd.0.u8(1..49)) / 2.0),
            days: self.some(|odd| odd.0.u32(0..5)),
            meet_time: self.some(Self::today).filter(|_| self.0.bool()),
            ..Work::default()
        }
    }

    fn wanted(&mut self) -> Wanted {
        const EVERYBODY: [Audience; 7] = [
            Audience::Caregiver,
            Audience::Veteran,
            Audience::Disability,
            Audience::Graduate,
            Audience::Senior,
            Audience::PublicWelfare,
            Audience::Newcomer,
        ];
        Wanted {
            ages: Ages {
                min: self.some(|odd| odd.0.u8(16..22)),
                max: self.some(|odd| odd.0.u8(40..70)),
            },
            qualifications: self.text(QUALIFICATIONS),
            bring: (0..self.0.usize(0..3)).map(|_| self.pick(THINGS)).collect(),
            audience: (0..self.0.usize(0..3)).map(|_| self.of(&EVERYBODY)).collect(),
            ..Wanted::default()
        }
    }

    fn benefits(&mut self) -> Benefits {
        let provision = |odd: &mut Self| {
            odd.some(|odd| Provision {
                given: odd.0.bool(),
                words: None,
            })
        };
        Benefits {
            meals: provision(self),
            lodging: provision(self),
            transport: provision(self),
            deposit: self.some(|odd| {
                if odd.0.bool() {
                    Deposit::NotTaken
                } else {
                    Deposit::Taken(None)
                }
            }),
            insurance: Insurance {
                accident: self.some(|odd| odd.0.bool()),
                injury: self.some(|odd| odd.0.bool()),
            },
            ..Benefits::default()
        }
    }
}

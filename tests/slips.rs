//! Every slip that the demonstration would print, on a printer in memory; and what strangers write on paper.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod support;

#[path = "support/escpos.rs"]
mod escpos;
#[path = "support/skip.rs"]
mod skip;
#[path = "slips/strange.rs"]
mod strange;

use std::process::Command;
use std::sync::LazyLock;

use encoding_rs::GBK;
use escpos::Image;
use escpos::Out;
use escpos::print;
use escpos::squeeze;
use escpos::squeezed;
use skip::skip;
use support::now;
use support::postings;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Standpoint;
use zhaohuo::code::Address;
use zhaohuo::config::CodeBy;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::config::Paper;
use zhaohuo::config::Printing;
use zhaohuo::demo::Demo;
use zhaohuo::desk::Ticket;
use zhaohuo::feed;
use zhaohuo::feed::Context;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingNumber;
use zhaohuo::slip::CODE_BYTES_MAX;
use zhaohuo::slip::Counter;
use zhaohuo::slip::Line;
use zhaohuo::slip::Slip;
use zhaohuo::slip::preview;
use zhaohuo::slip::to_bytes;
use zhaohuo::text::CleanText;

const PAPERS: [Paper; 2] = [Paper::Mm58, Paper::Mm80];

/// What is printed where nothing is configured, on paper of this width.
fn on(paper: Paper) -> Printing {
    Printing {
        paper,
        ..Config::default().printer.printing().unwrap()
    }
}

fn hall() -> Hall {
    Hall::of(&Config::default()).unwrap()
}

/// Of the sketches' day, without anything in it: a slip needs only its place and time.
fn catalog(hall: &Hall) -> Catalog {
    let standpoint = Standpoint {
        geo: hall.geo,
        zone: hall.zone.clone(),
        ..support::standpoint()
    };
    CatalogBuilder::new(standpoint).finish()
}

/// In the hall of the sketches.
fn slip_of(posting: &Posting) -> Slip {
    static PLACE: LazyLock<(Hall, Catalog)> = LazyLock::new(|| {
        let hall = Hall::of(&support::config()).unwrap();
        let catalog = catalog(&hall);
        (hall, catalog)
    });
    let (hall, catalog) = &*PLACE;
    Slip::of_posting(posting, &Counter::new(hall, catalog, now()))
}

/// A slip, and where its code must lead.
struct Expected {
    slip: Slip,
    address: Option<String>,
}

/// The demonstration's postings, offered or not, and its bulletins.
fn demonstration() -> Vec<Expected> {
    let hall = hall();
    let catalog = catalog(&hall);
    let counter = Counter::new(&hall, &catalog, now());
    let demo = Demo {
        items: 1_200,
        seed: 1,
        today: now().to_zoned(hall.zone.clone()).date(),
    };
    let mut json = Vec::new();
    demo.write_json(&mut json).unwrap();
    let context = Context {
        zone: hall.zone.clone(),
        namespace: "demo".to_owned(),
    };
    let allowed = |url: Option<&CleanText>| {
        let address = Address::new(url.map(CleanText::as_str), &hall.allow).ok();
        address.map(|address| address.as_str().to_owned())
    };
    let mut slips = Vec::new();
    let read = feed::read(json.as_slice(), &context, |item| {
        match item {
            Ok(Item::Posting(posting)) => {
                let over = posting.origin.valid_through.is_some_and(|end| end <= now());
                let wanted = !over && !posting.openings.is_full();
                slips.push(Expected {
                    slip: Slip::of_posting(&posting, &counter),
                    address: allowed(posting.contact.url.as_ref()).filter(|_| wanted),
                });
            }
            Ok(Item::Bulletin { bulletin, .. }) => {
                let url = url_of(&bulletin);
                slips.extend(Slip::of_bulletin(&bulletin, &counter).map(|slip| Expected {
                    slip,
                    address: allowed(url),
                }));
            }
            Ok(Item::Deleted(_)) | Err(_) => {}
        }
        Ok::<_, std::convert::Infallible>(())
    });
    read.unwrap();
    slips
}

fn url_of(bulletin: &Bulletin) -> Option<&CleanText> {
    match bulletin {
        Bulletin::Course(course) => course.url.as_ref(),
        Bulletin::Service(service) => service.url.as_ref(),
        Bulletin::Station(station) => station.url.as_ref(),
        Bulletin::Notice(notice) => notice.url.as_ref(),
        Bulletin::Event(event) => event.url.as_ref(),
        Bulletin::WageGuide(_) | Bulletin::MinimumWage(_) => None,
    }
}

fn printed(slip: &Slip, printing: Printing) -> Vec<Out> {
    print(&to_bytes(slip, printing), GBK).unwrap()
}

/// What a slip says, as the printer should write it.
fn meant(line: &Line) -> String {
    let text = match line {
        Line::Large(text) | Line::LargeCentred(text) | Line::Text(text) | Line::Centred(text) => text.clone(),
        Line::Fact { label, text } => format!("{label}{text}"),
        Line::Rule | Line::Code(_) => String::new(),
    };
    squeeze(&text).replace('–', "-").replace('¥', "￥").replace('‼', "!!")
}

/// All of it in its order; what is cut ends in `…`. Gives how many lines were.
fn assert_says(slip: &Slip, out: &[Out]) -> usize {
    let said = squeezed(out).replace("----------------", "");
    let mut rest = said.as_str();
    let mut cut = 0;
    for line in slip.lines() {
        let meant = meant(line);
        if let Some(after) = rest.strip_prefix(&meant) {
            rest = after;
            continue;
        }
        let (shown, after) = rest
            .split_once('…')
            .unwrap_or_else(|| panic!("{meant}\nis not in\n{said}"));
        assert!(
            meant.starts_with(shown) && shown.chars().count() > 30,
            "{meant}\n{said}"
        );
        rest = after;
        cut += 1;
    }
    assert_eq!(rest, "", "{said}");
    cut
}

#[test]
fn every_slip_of_the_demonstration_says_what_is_meant_and_fits_its_paper() {
    let slips = demonstration();
    let (mut codes, mut cut) = (0, 0);
    for Expected { slip, address } in &slips {
        for paper in PAPERS {
            let out = printed(slip, on(paper));
            cut += assert_says(slip, &out);
            for line in &out {
                if let Out::Row(row) = line {
                    assert!(row.columns <= paper.columns(), "{}", row.text);
                }
            }
            assert_eq!(out.iter().filter(|out| matches!(out, Out::Cut)).count(), 1);
            let [.., Out::Feed(5), Out::Cut] = out[..] else {
                panic!("it does not end in a cut: {out:?}")
            };
            let code = out.iter().find_map(|out| match out {
                Out::Code(code) => Some(code),
                Out::Row(_) | Out::Image(_) | Out::Feed(_) | Out::Cut => None,
            });
            assert_eq!(code.map(|code| &code.text), address.as_ref());
            if let Some(code) = code {
                assert_eq!((code.model, code.level, code.centred), (b'2', b'1', true));
                assert!((4..=6).contains(&code.dots), "{code:?}");
                codes += 1;
            }
        }
    }
    println!("{} slips, {codes} codes, {cut} lines cut", slips.len());
    assert!(slips.len() > 1_300 && codes > 2_000 && cut < 20, "{cut} lines cut");
}

#[test]
fn title_pay_and_number_are_large_and_every_slip_says_who_answers_for_it() {
    let posting = postings::furniture();
    let number = PostingNumber::of(&posting.id).to_string();
    let out = printed(&slip_of(&posting), on(Paper::Mm58));
    let rows: Vec<_> = out
        .iter()
        .filter_map(|out| match out {
            Out::Row(row) => Some(row),
            Out::Code(_) | Out::Image(_) | Out::Feed(_) | Out::Cut => None,
        })
        .collect();
    let large: String = rows
        .iter()
        .filter(|row| row.large)
        .map(|row| row.text.as_str())
        .collect();
    assert_eq!(large, format!("搬运工（家具卸货）230 元/天{number}"));
    let all: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    insta::assert_snapshot!("slip_58", all.join("\n"));
    let wide = preview(&slip_of(&posting), on(Paper::Mm80));
    insta::assert_snapshot!("preview_80", wide.join("\n"));
}

#[test]
fn nothing_on_paper_is_today() {
    for Expected { slip, .. } in demonstration() {
        for line in slip.lines() {
            // A word in a posting's own text is the employer's.
            if let Line::Fact { label, text } = line
                && ["集合", "开工", "来源", "核实", "时间", "截止"].contains(&label.as_str())
            {
                let ours = ["今天 ", "明天 ", "后天 ", "昨天 "];
                assert!(!ours.iter().any(|day| text.contains(day)), "{label} {text}");
            }
        }
    }
}

#[test]
fn every_raster_is_the_code_of_its_slip() {
    let raster = |paper| Printing {
        code: CodeBy::Raster,
        ..on(paper)
    };
    let slips = demonstration();
    let read = |Expected { slip, address }: &Expected| {
        let mut count = 0;
        for paper in PAPERS {
            let out = printed(slip, raster(paper));
            let image = out.iter().find_map(image);
            assert_eq!(image.is_some(), address.is_some());
            let Some(image) = image else { continue };
            assert!(image.centred && image.width <= paper.dots());
            // The same dots on both: reading one is enough.
            if paper == Paper::Mm58 {
                assert_eq!(image.codes(2), address.as_slice());
            }
            count += 1;
        }
        count
    };
    let codes: usize = in_parallel(&slips, read).into_iter().sum();
    println!("{codes} rasters");
    assert!(codes > 2_000);
}

fn image(out: &Out) -> Option<&Image> {
    match out {
        Out::Image(image) => Some(image),
        Out::Row(_) | Out::Code(_) | Out::Feed(_) | Out::Cut => None,
    }
}

/// By as many threads as there are cores: without optimisation a decoder takes a while.
fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let share = all
        .len()
        .div_ceil(std::thread::available_parallelism().map_or(2, usize::from));
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

#[test]
#[expect(clippy::disallowed_methods, reason = "another program reads the files")]
fn codes_of_every_length_are_read_on_both_papers_by_two_decoders() {
    const TEST: &str = "codes_of_every_length_are_read_on_both_papers_by_two_decoders";
    let folder = tempfile::tempdir().unwrap();
    let mut skipped = false;
    for length in [24, 40, 62, 78, 120, 200, 300, CODE_BYTES_MAX] {
        let address = format!("{:_<length$}", "https://hrss.qd.example/");
        let mut posting = postings::furniture();
        posting.contact.url = CleanText::prose(&address);
        for paper in PAPERS {
            let printing = Printing {
                code: CodeBy::Raster,
                ..on(paper)
            };
            let out = printed(&slip_of(&posting), printing);
            let image = out.iter().find_map(image).unwrap();
            assert!(image.width <= paper.dots(), "{length} bytes: {} dots", image.width);
            assert_eq!(image.codes(1), [address.as_str()]);
            let file = folder.path().join("code.pgm");
            std::fs::write(&file, image.pgm()).unwrap();
            match Command::new("zbarimg").args(["-q", "--raw"]).arg(&file).output() {
                Ok(read) => assert_eq!(String::from_utf8(read.stdout).unwrap().trim_end(), address),
                Err(_) => skipped = true,
            }
        }
    }
    if skipped {
        skip(TEST, "no zbarimg");
    }
    // One more would be too fine for paper: the 编号 does it.
    let mut posting = postings::furniture();
    let length = CODE_BYTES_MAX + 1;
    posting.contact.url = CleanText::prose(&format!("{:_<length$}", "https://hrss.qd.example/"));
    assert!(
        !slip_of(&posting)
            .lines()
            .iter()
            .any(|line| matches!(line, Line::Code(_)))
    );
}

#[test]
fn the_code_of_a_preview_is_read_where_letters_are_light() {
    let slip = slip_of(&postings::furniture());
    let lines = preview(&slip, on(Paper::Mm58));
    let rows: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
    // Four pixels a module, on black; whatever else stands there is no light block.
    let is_light = |x: usize, y: usize| match rows[y / 8].get(x / 4) {
        Some('█') => true,
        Some('▀') => y % 8 < 4,
        Some('▄') => y % 8 >= 4,
        Some(_) | None => false,
    };
    let shade = |x, y| if is_light(x, y) { 255 } else { 0 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(48 * 4, rows.len() * 8, shade);
    let codes = picture.detect_grids();
    let read: Vec<String> = codes.iter().map(|code| code.decode().unwrap().1).collect();
    assert_eq!(read, ["https://hrss.qd.example/p/a/furniture"]);
}

#[test]
fn a_ticket_has_its_number_large_and_a_test_slip_says_so() {
    let hall = hall();
    let catalog = catalog(&hall);
    let counter = Counter::new(&hall, &catalog, now());
    let slip = Slip::of_ticket(Ticket { number: 17, before: 2 }, &counter);
    assert!(slip.lines().contains(&Line::LargeCentred("17".to_owned())));
    let out = printed(&slip, on(Paper::Mm58));
    assert_says(&slip, &out);
    assert!(squeezed(&out).contains("前面还有2个人"));
    let test = Slip::of_test(&counter);
    assert_says(&test, &printed(&test, on(Paper::Mm80)));
}

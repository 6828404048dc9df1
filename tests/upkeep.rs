//! Staff at the kiosk's own screen, and a kiosk that is closed to the public: what each message changes.

mod support;

use support::Kiosk;
use support::PIN;
use support::config_with_pin;
use support::look;
use support::postings;
use zhaohuo::app::Effect;
use zhaohuo::app::Msg;
use zhaohuo::config::Config;
use zhaohuo::config::ThemeName;
use zhaohuo::key::Key;
use zhaohuo::pin::Pin;
use zhaohuo::text::CleanText;
use zhaohuo::theme::Depth;
use zhaohuo::upkeep::Checked;
use zhaohuo::upkeep::Closure;
use zhaohuo::upkeep::News;
use zhaohuo::upkeep::Task;

fn with(config: &Config) -> Kiosk {
    let look = look(ThemeName::Dark, Depth::Colours256);
    Kiosk::configured(config, &postings::sketch(), 80, 24, look)
}

fn kiosk() -> Kiosk {
    with(&config_with_pin())
}

fn closed(text: Option<&str>) -> Msg {
    let text = text.and_then(CleanText::line);
    Msg::Upkeep(News::Closure(Some(Closure { text })))
}

/// What was asked of the world about the kiosk itself.
fn asked(kiosk: &Kiosk) -> Vec<&Effect> {
    let is_upkeep = |effect: &&Effect| matches!(effect, Effect::CheckPin(..) | Effect::Upkeep(_) | Effect::Quit);
    kiosk.asked.iter().filter(is_upkeep).collect()
}

#[test]
fn a_wait_is_counted_down_by_a_clock_that_nobody_sets() {
    let wrong = "111111<enter>".repeat(6);
    let kiosk = kiosk().keys(&format!("5/9{wrong}"));
    assert!(kiosk.screen().contains("等 0:15 再试"), "{}", kiosk.screen());
    let kiosk = kiosk.wait(5).clock_set_off(86_400);
    assert!(kiosk.screen().contains("等 0:10 再试"), "{}", kiosk.screen());
    // Not even the right one is asked about.
    let kiosk = kiosk.keys(&format!("{PIN}<enter>"));
    let checks = asked(&kiosk).len();
    assert_eq!(checks, 6);
    let kiosk = kiosk.wait(4).keys(&format!("{PIN}<enter>"));
    assert!(kiosk.screen().contains("马上更新"), "{}", kiosk.screen());
}

#[test]
fn what_was_typed_is_in_no_debug_output_and_is_gone_once_it_is_sent() {
    let mut kiosk = kiosk().keys("5/9135791357913");
    let said = format!("{:?}", kiosk.model);
    assert!(!said.contains("135791357913") && said.contains("typed: Pin"), "{said}");
    kiosk.send(Msg::Key(Key::Enter));
    let said = format!("{:?} {:?}", kiosk.model, kiosk.asked);
    assert!(
        !said.contains("135791357913") && said.contains("CheckPin(0, Pin)"),
        "{said}"
    );
    assert!(!kiosk.screen().contains('●'), "{}", kiosk.screen());
}

#[test]
fn the_digit_that_opened_the_page_is_a_digit_like_others_once_another_was_typed() {
    let dots = |kiosk: &Kiosk| kiosk.screen().matches('●').count();
    let kiosk = kiosk().keys("5/9").again_after(100, Key::Digit(9));
    assert_eq!(dots(&kiosk), 0, "a bounce types nothing");
    let kiosk = kiosk.again_after(50, Key::Digit(1)).again_after(50, Key::Digit(9));
    assert_eq!(dots(&kiosk), 2);
}

#[test]
fn an_answer_that_comes_late_opens_nothing_for_the_next_one() {
    let mut kiosk = kiosk().keys("5/9").wait(61).keys("5/9");
    kiosk.send(Msg::PinChecked(0, Checked::Right));
    assert!(kiosk.screen().contains("工作人员输密码"), "{}", kiosk.screen());
    kiosk.send(Msg::PinChecked(1, Checked::Right));
    assert!(kiosk.screen().contains("马上更新"), "{}", kiosk.screen());
}

#[test]
fn where_nothing_can_be_written_no_pin_is_taken_and_it_says_so() {
    let mut kiosk = kiosk().keys("5/9");
    kiosk.send(Msg::PinChecked(0, Checked::NotWritten));
    assert!(kiosk.screen().contains("写不进去"), "{}", kiosk.screen());
}

#[test]
fn a_page_of_staff_closes_after_two_minutes_however_patient_the_hall_is() {
    let mut config = config_with_pin();
    config.visit.idle_secs = 900;
    for keys in ["5/9", "5/9246810<enter>", "5/9246810<enter>4"] {
        let kiosk = with(&config).keys(keys);
        assert!(kiosk.screen().contains("维护"));
        let kiosk = kiosk.wait(121);
        assert!(kiosk.screen().contains("按任意键"), "{keys}: {}", kiosk.screen());
    }
}

#[test]
fn each_key_behind_the_pin_asks_for_what_it_says() {
    let kiosk = kiosk().keys("5/9246810<enter>");
    let screen = kiosk.screen();
    for label in ["1  马上更新", "2  试打一张", "3  屏幕停用", "4  重新启动程序"] {
        assert!(screen.contains(label), "{label}: {screen}");
    }
    let mut kiosk = kiosk.keys("1");
    assert!(kiosk.screen().contains("正在更新"), "{}", kiosk.screen());
    kiosk.send(Msg::Feed(support::feed_health(None)));
    assert!(kiosk.screen().contains("更新过了"), "{}", kiosk.screen());
    let kiosk = kiosk.keys("2");
    assert!(kiosk.asked.iter().any(|effect| matches!(effect, Effect::Print(_))));
    assert!(kiosk.screen().contains("正在打，等一下"), "{}", kiosk.screen());
    let kiosk = kiosk.keys("33");
    assert!(kiosk.screen().contains("恢复了"), "{}", kiosk.screen());
    let kiosk = kiosk.keys("40");
    assert!(!kiosk.screen().contains("真要"), "{}", kiosk.screen());
    let kiosk = kiosk.keys("4<enter>");
    let pin = Pin::of(PIN).expect("the one that is typed");
    assert_eq!(
        asked(&kiosk),
        [
            &Effect::CheckPin(0, pin),
            &Effect::Upkeep(Task::Pull),
            &Effect::Upkeep(Task::Close(Some(Closure::default()))),
            &Effect::Upkeep(Task::Close(None)),
            &Effect::Upkeep(Task::Restart),
            &Effect::Quit,
        ]
    );
}

#[test]
fn keys_that_lead_elsewhere_do_nothing_where_staff_are() {
    let kiosk = kiosk().keys("5/9246810<enter>");
    let before = kiosk.screen();
    assert_eq!(kiosk.keys("*/.<down>+5").screen(), before);
}

#[test]
fn a_kiosk_that_is_closed_forgets_whoever_was_there() {
    for keys in ["", "5*2", "5*2531", "5/1", "59by", "53."] {
        let mut kiosk = kiosk().keys(keys);
        kiosk.send(closed(Some("下午三点好")));
        let screen = kiosk.screen();
        assert!(
            screen.contains("这台机器正在维护") && screen.contains("下午三点好"),
            "{keys}: {screen}"
        );
        assert!(
            screen.contains("市北区人社局") && screen.contains("06:12"),
            "{keys}: {screen}"
        );
        // Nothing but the staff is behind it, in the hall's own language.
        let kiosk = kiosk.keys("5<enter>*.<down>");
        assert_eq!(kiosk.screen(), screen, "{keys}");
        let kiosk = kiosk.keys("/");
        assert!(kiosk.screen().contains("不问名字"), "{keys}: {}", kiosk.screen());
        let mut kiosk = kiosk.wait(61);
        assert_eq!(kiosk.screen().lines().nth(1), screen.lines().nth(1));
        kiosk.send(Msg::Upkeep(News::Closure(None)));
        assert!(kiosk.screen().contains("按任意键"), "{keys}: {}", kiosk.screen());
    }
}

#[test]
fn a_closed_kiosk_counts_no_visitor() {
    let mut kiosk = kiosk();
    kiosk.send(closed(None));
    let kiosk = kiosk.wait(300).keys("5");
    assert!(!kiosk.asked.iter().any(|effect| matches!(effect, Effect::Count(_))));
}

#[test]
fn staff_who_close_it_from_the_screen_stay_there_until_they_leave() {
    let kiosk = kiosk().keys("5/9246810<enter>3");
    let screen = kiosk.screen();
    assert!(screen.contains("停用了") && screen.contains("屏幕恢复"), "{screen}");
    let kiosk = kiosk.keys("0");
    assert!(kiosk.screen().contains("这台机器正在维护"), "{}", kiosk.screen());
}

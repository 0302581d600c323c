//! Reports in scripts that run from right to left: right language and direction in every view, the drawer included.

use crate::devtools::Tab;
use crate::house::{House, report};

const ARABIC: &str = "قالت وزيرة الخارجية إن الحكومة ستقدم ردها على الاقتراح يوم الجمعة. وأضافت أن المحادثات ستستمر في العاصمة. ولم يعلن الجانب الآخر موقفه من وقف إطلاق النار حتى الآن.";
const HEBREW: &str =
    "שר החוץ אמר כי הממשלה תשיב על ההצעה ביום שישי. לדבריו השיחות יימשכו בעיר הבירה. הצד השני עדיין לא הודיע מה עמדתו על הפסקת האש.";
const PERSIAN: &str = "وزیر امور خارجه گفت که دولت روز جمعه به این پیشنهاد پاسخ خواهد داد. او افزود که گفت‌وگوها در پایتخت ادامه می‌یابد. طرف دیگر هنوز نظر خود را درباره آتش‌بس نگفته است.";

fn house() -> House {
    let quoting =
        format!("Graustark offered Ruritania a ceasefire on Tuesday. \u{201c}{HEBREW}\u{201d} its foreign minister Anna Weiss said.");
    House::telling(
        [
            report("arabic", "2031-03-05", "صحيفة الميناء", "الحكومة ترد يوم الجمعة", ARABIC),
            report("hebrew", "2031-03-05", "עיתון הנמל", "הממשלה תשיב ביום שישי", HEBREW),
            report("persian", "2031-03-06", "روزنامه بندر", "دولت روز جمعه پاسخ می‌دهد", PERSIAN),
            report("english", "2031-03-06", "Harbour Post", "An offer", &quoting),
        ]
        .join("\n"),
    )
}

/// Of the elements that hold words in a script from right to left and nothing else: how many there are, and which run the wrong way or name no
/// language of that script. Names of outlets have no language of their own: a name is one in every language.
const LOOK: &str = r#"(() => {
  const right = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/, latin = /[A-Za-z]/;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
  let seen = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.trim(), parent = node.parentElement;
    if (!right.test(words) || latin.test(words) || !parent || parent.closest('script, style, option, svg, #drawer:not([open])')) continue;
    seen += 1;
    if (getComputedStyle(parent).direction !== 'rtl') wrong.push('direction: ' + words.slice(0, 30) + ' in ' + parent.outerHTML.slice(0, 120));
    const tongue = parent.closest('[lang]').lang;
    if (!/^(ar|he|fa)/.test(tongue) && words.length > 22) wrong.push('language ' + tongue + ': ' + words.slice(0, 30) + ' in ' + parent.outerHTML.slice(0, 120));
  }
  return [seen, wrong.join('\n')];
})()"#;

#[test]
fn text_from_right_to_left_stands_right_in_every_view() {
    let Some(mut tab) = Tab::open() else { return };
    let house = house();
    let all = house.get("/api/v1/reports").json();
    assert_eq!(all["total"], 4, "{all}");
    let hebrew = form_urlencoded::byte_serialize("ההצעה".as_bytes()).collect::<String>();
    let arabic = form_urlencoded::byte_serialize("الاقتراح".as_bytes()).collect::<String>();
    let views = [
        ("/reports", 6),
        ("/reports/arabic", 2),
        ("/reports/hebrew", 2),
        ("/reports/persian", 2),
        ("/reports/english", 0),
        ("/changes?since=2031-03-01", 3),
        ("/sources", 3),
        (&format!("/search?q={hebrew}"), 2),
        (&format!("/search?q={arabic}"), 2),
        ("/compare?report=arabic&report=hebrew", 0),
        ("/statements", 0),
    ];
    for (path, least) in views {
        tab.go(&format!("http://{}{path}", house.address));
        let found = tab.value(LOOK);
        assert!(found[0].as_u64().is_some_and(|seen| seen >= least), "{path}: only {} places", found[0]);
        assert_eq!(found[1], "", "{path}");
    }
    // The text of each report says its language.
    for (id, language) in [("arabic", "ar"), ("hebrew", "he"), ("persian", "fa")] {
        tab.go(&format!("http://{}/reports/{id}", house.address));
        assert_eq!(tab.value("document.querySelector('.report').lang"), language);
        assert_eq!(tab.value("getComputedStyle(document.querySelector('.report')).direction"), "rtl", "{id}");
        assert_eq!(tab.value("document.querySelector('h1').lang"), language);
    }
    // The drawer: what quotes them, and a report of theirs opened in it.
    tab.go(&format!("http://{}/facts", house.address));
    if tab.value("document.querySelector('main a[data-drawer]') !== null") == true {
        tab.value("document.querySelector('main a[data-drawer]').click(); 1");
        tab.until("document.getElementById('drawer').open");
        assert_eq!(tab.value(LOOK)[1], "", "the drawer");
        tab.key("Escape");
    }
    tab.go(&format!("http://{}/reports", house.address));
    tab.value("{ const link = document.querySelector('main a[href=\"/reports/hebrew\"]'); link.dataset.drawer = ''; link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); 1 }");
    tab.until("document.getElementById('drawer').open");
    assert_eq!(
        tab.value(
            "[document.querySelector('#drawer .report').lang, getComputedStyle(document.querySelector('#drawer .report p')).direction]"
        ),
        serde_json::json!(["he", "rtl"])
    );
    assert_eq!(tab.value(LOOK)[1], "", "a report in the drawer");
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

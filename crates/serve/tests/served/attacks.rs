//! What an attacker may write, by class; and that none of it runs, wherever it is shown: as text, headline, name, address, id, file name, reason of
//! a ruling, word looked for, value and name of a filter.

use crate::devtools::Tab;
use crate::house::House;
use crate::pages::safe;
use serde_json::json;

/// Each sets a mark on the page where it runs.
pub const CORPUS: &[(&str, &[&str])] = &[
    (
        "tags",
        &[
            "<script>document.documentElement.dataset.pwned=1</script>",
            "<ScRiPt >document.documentElement.dataset.pwned=1</sCrIpT>",
            "<script/x>document.documentElement.dataset.pwned=1</script>",
            "<<script>document.documentElement.dataset.pwned=1//<</script>",
            "<script src=data:text/javascript,document.documentElement.dataset.pwned=1></script>",
            "<script>document.documentElement.dataset.pwned=1//",
            "</title><script>document.documentElement.dataset.pwned=1</script>",
            "</textarea><script>document.documentElement.dataset.pwned=1</script>",
            "</option></select><script>document.documentElement.dataset.pwned=1</script>",
            "</noscript><script>document.documentElement.dataset.pwned=1</script>",
            "--><script>document.documentElement.dataset.pwned=1</script>",
            "]]><script>document.documentElement.dataset.pwned=1</script>",
            "<iframe srcdoc=\"<script>parent.document.documentElement.dataset.pwned=1</script>\"></iframe>",
            "<iframe src=javascript:parent.document.documentElement.dataset.pwned=1></iframe>",
            "<object data=javascript:document.documentElement.dataset.pwned=1></object>",
            "<embed src=javascript:document.documentElement.dataset.pwned=1>",
            "<base href=javascript:document.documentElement.dataset.pwned=1//>",
            "<meta http-equiv=refresh content=\"0;url=javascript:document.documentElement.dataset.pwned=1\">",
            "<link rel=stylesheet href=//evil.example/a.css>",
            "<form action=javascript:document.documentElement.dataset.pwned=1><button autofocus>x</button></form>",
            "<plaintext>",
            "<!--",
        ],
    ),
    (
        "attributes",
        &[
            "\"><img src=x onerror=\"document.documentElement.dataset.pwned=1\">",
            "'><img src=x onerror='document.documentElement.dataset.pwned=1'>",
            "\" autofocus onfocus=document.documentElement.dataset.pwned=1 x=\"",
            "' autofocus onfocus=document.documentElement.dataset.pwned=1 x='",
            "` autofocus onfocus=document.documentElement.dataset.pwned=1 x=`",
            "x onload=document.documentElement.dataset.pwned=1 y",
            "\" style=\"animation:x\" onanimationstart=\"document.documentElement.dataset.pwned=1",
            "\" href=\"javascript:document.documentElement.dataset.pwned=1",
            "\" formaction=\"javascript:document.documentElement.dataset.pwned=1",
            "\" srcdoc=\"<script>parent.document.documentElement.dataset.pwned=1</script>",
        ],
    ),
    (
        "event handlers",
        &[
            "<img src=x onerror=document.documentElement.dataset.pwned=1>",
            "<img/src=x/onerror=document.documentElement.dataset.pwned=1>",
            "<body onload=document.documentElement.dataset.pwned=1>",
            "<details open ontoggle=document.documentElement.dataset.pwned=1>",
            "<input autofocus onfocus=document.documentElement.dataset.pwned=1>",
            "<select autofocus onfocus=document.documentElement.dataset.pwned=1></select>",
            "<video><source onerror=document.documentElement.dataset.pwned=1></video>",
            "<audio src=x onerror=document.documentElement.dataset.pwned=1></audio>",
            "<marquee onstart=document.documentElement.dataset.pwned=1>x</marquee>",
            "<style onload=document.documentElement.dataset.pwned=1></style>",
            "<xss style=\"animation:slide 1s\" onanimationstart=document.documentElement.dataset.pwned=1>x</xss>",
            "<xss autofocus tabindex=1 onfocusin=document.documentElement.dataset.pwned=1>x</xss>",
        ],
    ),
    (
        "addresses",
        &[
            "javascript:document.documentElement.dataset.pwned=1",
            "JaVaScRiPt:document.documentElement.dataset.pwned=1",
            "java\tscript:document.documentElement.dataset.pwned=1",
            " \u{1}javascript:document.documentElement.dataset.pwned=1",
            "javascript&colon;document.documentElement.dataset.pwned=1",
            "&#106;avascript:document.documentElement.dataset.pwned=1",
            "javascript://%0adocument.documentElement.dataset.pwned=1",
            "data:text/html,<script>document.documentElement.dataset.pwned=1</script>",
            "vbscript:document.documentElement.dataset.pwned=1",
            "//evil.example/a",
            "\\\\evil.example\\a",
        ],
    ),
    (
        "SVG and MathML",
        &[
            "<svg onload=document.documentElement.dataset.pwned=1>",
            "<svg><script>document.documentElement.dataset.pwned=1</script></svg>",
            "<svg><animate onbegin=document.documentElement.dataset.pwned=1 attributeName=x dur=1s></svg>",
            "<svg><a xlink:href=javascript:document.documentElement.dataset.pwned=1><text>x</text></a></svg>",
            "<svg><foreignObject><img src=x onerror=document.documentElement.dataset.pwned=1></foreignObject></svg>",
            "</text></svg><img src=x onerror=document.documentElement.dataset.pwned=1>",
            "<svg><style><img src=x onerror=document.documentElement.dataset.pwned=1></style></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=document.documentElement.dataset.pwned=1>",
            "<math href=javascript:document.documentElement.dataset.pwned=1>x</math>",
        ],
    ),
    (
        "templates",
        &[
            "{{constructor.constructor('document.documentElement.dataset.pwned=1')()}}",
            "${document.documentElement.dataset.pwned=1}",
            "#{document.documentElement.dataset.pwned=1}",
            "<%= document.documentElement.dataset.pwned=1 %>",
            "[[${document.documentElement.dataset.pwned=1}]]",
            "<template shadowrootmode=open><img src=x onerror=document.documentElement.dataset.pwned=1></template>",
        ],
    ),
    (
        "data in scripts",
        &[
            "</script><script>document.documentElement.dataset.pwned=1</script><!--",
            "\"};document.documentElement.dataset.pwned=1;//",
            "';document.documentElement.dataset.pwned=1;'",
            "\\u003cscript\\u003edocument.documentElement.dataset.pwned=1\\u003c/script\\u003e",
            "\u{2028}document.documentElement.dataset.pwned=1\u{2029}",
            "__proto__",
        ],
    ),
    (
        "Unicode",
        &[
            "＜script＞document.documentElement.dataset.pwned=1＜/script＞",
            "\u{202e}<img src=x onerror=document.documentElement.dataset.pwned=1>\u{202c}",
            "\u{feff}<script>document.documentElement.dataset.pwned=1</script>",
            "<\u{17f}cript>document.documentElement.dataset.pwned=1</\u{17f}cript>",
            "+ADw-script+AD4-document.documentElement.dataset.pwned=1+ADw-/script+AD4-",
            "%3Cscript%3Edocument.documentElement.dataset.pwned=1%3C/script%3E",
            "&lt;script&gt;document.documentElement.dataset.pwned=1&lt;/script&gt;",
            "<scr\u{0}ipt>document.documentElement.dataset.pwned=1</scr\u{0}ipt>",
        ],
    ),
    (
        "style sheets",
        &[
            "</style><style>@import '//evil.example/a.css';</style>",
            "<div style=\"background:url(//evil.example/a.png)\">x</div>",
            "*{background:url('javascript:document.documentElement.dataset.pwned=1')}",
            "expression(document.documentElement.dataset.pwned=1)",
        ],
    ),
    (
        "heads and file names",
        &[
            "x\r\nSet-Cookie: pwned=1",
            "x\r\n\r\n<script>document.documentElement.dataset.pwned=1</script>",
            "x\"; filename=\"evil.html",
            "../../<img src=x onerror=document.documentElement.dataset.pwned=1>",
            "x%0d%0aX-Pwned: 1",
        ],
    ),
];

/// All of them.
pub fn vectors() -> impl Iterator<Item = &'static str> {
    CORPUS.iter().flat_map(|(_, vectors)| vectors.iter().copied())
}

/// A dossier of reports, each of which is one attack in every place.
fn attacked() -> House {
    let reports = vectors().enumerate().map(|(at, attack)| {
        json!({ "id": format!("{at} {attack}"), "published": "2031-03-07", "outlet": attack, "title": attack, "author": attack, "url": attack,
            "text": format!("{attack}\n\nPresident {attack} said that Ruritania offered Graustark {attack} on Thursday. Graustark rejected the proposal of {attack}. \"We want {attack} by 20 March,\" {attack} said.") })
        .to_string()
    });
    House::telling(reports.collect::<Vec<_>>().join("\n"))
}

fn escaped(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Ids of a list.
fn ids(house: &House, shelf: &str) -> Vec<String> {
    let list = house.get(&format!("/api/v1/{shelf}?limit=500")).json();
    list["items"].as_array().expect("items").iter().filter_map(|item| item["id"].as_str().map(str::to_owned)).collect()
}

/// Pages on which what was written shows.
fn pages(house: &House) -> Vec<String> {
    let mut pages: Vec<String> = [
        "/",
        "/answers",
        "/timeline?span=all&kinds=all",
        "/timeline?span=all&lanes=actor",
        "/calendar",
        "/changes",
        "/facts",
        "/facts?page=2",
        "/statements",
        "/conflicts",
        "/reports",
        "/reports?page=2",
        "/compare",
        "/sources",
        "/actors",
        "/search?q=Ruritania",
        "/review",
        "/downloads",
        "/api",
        "/brief",
        "/keys",
    ]
    .map(str::to_owned)
    .to_vec();
    pages.extend(ids(house, "reports").iter().map(|id| format!("/reports/{}", escaped(id))));
    pages.extend(ids(house, "actors").iter().take(40).map(|id| format!("/actors/{}", escaped(id))));
    for shelf in ["facts", "statements", "conflicts", "processes"] {
        pages.extend(ids(house, shelf).iter().take(15).map(|id| format!("/evidence/{}", escaped(id))));
    }
    // As words looked for, as values of filters and of choices, as names of parameters.
    for (at, attack) in vectors().map(escaped).enumerate() {
        pages.push(match at % 3 {
            0 => format!("/timeline?span={attack}&lanes={attack}&until={attack}&{attack}={attack}&roots={attack}"),
            _ => format!("/search?q={attack}&actor={attack}&track={attack}&outlet={attack}&kind={attack}&from={attack}&process={attack}"),
        });
    }
    pages
}

/// Rulings whose reasons and authors are attacks.
fn rule(house: &House) {
    let bearer = format!("Bearer {}", house.token);
    let facts = ids(house, "facts");
    for (attack, fact) in vectors().zip(facts.iter().cycle()) {
        let body = json!({ "verb": "edit", "fact": fact, "who": attack, "reason": attack, "set": { "content": attack } }).to_string();
        let got = house.ask("POST", "/api/v1/rulings", &[("Authorization", &bearer)], body.as_bytes());
        assert!(matches!(got.status, 201 | 409), "{attack}: {} {}", got.status, got.body);
    }
}

#[test]
fn the_corpus_is_large_and_every_vector_its_own() {
    let mut all: Vec<&str> = vectors().collect();
    assert!(all.len() >= 60, "only {}", all.len());
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), vectors().count());
}

#[test]
fn what_was_written_is_text_in_every_page() {
    let house = attacked();
    rule(&house);
    for path in pages(&house) {
        let got = house.get(&path);
        assert!(matches!(got.status, 200 | 400), "{path}: {}", got.status);
        for name in ["set-cookie", "x-pwned"] {
            assert_eq!(got.header(name), None, "{path}");
        }
        if got.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            safe(&path, &got.body);
            for attack in vectors().filter(|attack| attack.starts_with('<') || attack.contains("><")) {
                assert!(!got.body.contains(attack), "{path} holds {attack} as it came");
            }
        }
    }
    // Where a ruling leads back to stands in a head, the name of a file in another.
    for attack in vectors() {
        let body = format!("token={}&verb=undo&number=1&back=%2Ffacts{}", house.token, escaped(attack));
        let got = house.ask("POST", "/review", &[("Content-Type", "application/x-www-form-urlencoded")], body.as_bytes());
        assert!(
            got.header("set-cookie").is_none() && got.header("x-pwned").is_none() && !got.head.contains("<script"),
            "{attack}: {}",
            got.head
        );
    }
    let file = house.get("/export/csv");
    assert!(
        file.header("content-disposition")
            .is_some_and(|head| head.starts_with("attachment; filename=\"") && head.matches('"').count() == 2)
    );
}

#[test]
fn nothing_of_the_corpus_runs() {
    let Some(mut tab) = Tab::open() else { return };
    let house = attacked();
    rule(&house);
    let untouched = "document.documentElement.dataset.pwned === undefined && document.cookie === ''";
    for path in pages(&house) {
        tab.go(&format!("http://{}{path}", house.address));
        tab.value("for (const one of document.querySelectorAll('details')) one.open = true; for (const one of document.querySelectorAll('a[href^=\"javascript:\" i], a[href^=\"data:\" i]')) one.click(); 1");
        assert_eq!(tab.value(untouched), true, "{path}: an attack ran");
        assert_eq!(tab.value("document.querySelector('main, .sheet, body h1') !== null"), true, "{path} was not shown");
        assert!(tab.complaints.is_empty(), "{path}: {:?}", tab.complaints);
    }
    // The drawer is filled by a script of ours: with entries, and with the text of a report.
    tab.go(&format!("http://{}/facts", house.address));
    for at in 0..12 {
        tab.value(&format!("document.querySelectorAll('main a[data-drawer]')[{at}].click(); 1"));
        tab.until("document.getElementById('drawer').open && document.querySelector('#drawer-body h1') !== null");
        assert_eq!(tab.value(untouched), true, "in the drawer");
        tab.value("document.getElementById('drawer').close(); 1");
    }
    // File names, chosen and sent; what comes back is put into the page.
    tab.go(&format!("http://{}/add", house.address));
    // No file has a name with such signs, and browsers send them as they are.
    let possible = |name: &&str| !name.chars().any(|c| matches!(c, '\0'..='\u{8}'));
    let names = json!(vectors().filter(possible).collect::<Vec<_>>());
    tab.value(&format!(
        "{{ const input = document.querySelector('input[type=file]'); const all = new DataTransfer();
            for (const [at, name] of {names}.entries()) all.items.add(new File([at % 9 ? `Ruritania offered Graustark talks number ${{at}} on Friday.` : ''], name + '.txt', {{ type: 'text/plain' }}));
            input.files = all.files; input.dispatchEvent(new Event('change', {{ bubbles: true }})); 1 }}"
    ));
    tab.value(&format!(
        "document.querySelector('[name=addresses]').value = {}; 1",
        json!("javascript:document.documentElement.dataset.pwned=1\n\"><img/src=x/onerror=document.documentElement.dataset.pwned=1>")
    ));
    tab.value("document.querySelector('form.add').requestSubmit(); 1");
    tab.until("document.querySelector('#outcome').children.length > 0");
    assert_eq!(
        tab.value("document.querySelector('#outcome [data-state]') !== null || document.querySelector('#outcome').innerText"),
        true,
        "nothing was read"
    );
    assert_eq!(tab.value(untouched), true, "a file's name ran");
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

//! The calendar, read by icalendar.

use crate::house::{bytes, text};
use icalendar::parser::{Component, read_calendar, unfold};

fn property(component: &Component<'_>, name: &str) -> Option<String> {
    component.properties.iter().find(|p| p.name == name).map(|p| p.val.to_string())
}

#[test]
fn meetings_deadlines_and_owed_answers_are_entries() {
    let unfolded = unfold(&text("ical"));
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let found: Vec<(String, String)> =
        calendar.components.iter().map(|c| (c.name.to_string(), property(c, "UID").expect("a UID"))).collect();
    let expected = [("VEVENT", "f-met@rapporteur"), ("VEVENT", "f-offer-due@rapporteur"), ("VTODO", "f-offer-owes-graustark@rapporteur")];
    assert_eq!(found.iter().map(|(kind, id)| (kind.as_str(), id.as_str())).collect::<Vec<_>>(), expected);
    let [met, due, owed] = &calendar.components[..] else { panic!("three entries") };
    assert_eq!(property(met, "DTSTART").as_deref(), Some("20310730"));
    assert_eq!(property(met, "DTEND").as_deref(), Some("20310731"), "the end is exclusive");
    assert_eq!(property(met, "STATUS").as_deref(), Some("TENTATIVE"));
    assert_eq!(property(met, "DTSTAMP").as_deref(), Some("20310720T000000Z"));
    assert_eq!((property(due, "DTSTART").as_deref(), property(due, "DTEND").as_deref()), (Some("20310721"), Some("20310728")));
    assert!(property(due, "DESCRIPTION").expect("words").replace("\\;", ";").contains("within 21–27 July 2031; the day is not known"));
    assert_eq!(property(owed, "DUE").as_deref(), Some("20310727"));
    assert_eq!(property(owed, "STATUS").as_deref(), Some("NEEDS-ACTION"));
}

#[test]
fn text_is_escaped_and_comes_back() {
    let calendar: icalendar::Calendar = text("ical").parse().expect("a calendar");
    let summaries: Vec<String> = calendar
        .components
        .iter()
        .filter_map(|component| match component {
            icalendar::CalendarComponent::Event(event) => icalendar::Component::get_summary(event).map(str::to_owned),
            icalendar::CalendarComponent::Todo(todo) => icalendar::Component::get_summary(todo).map(str::to_owned),
            _ => None,
        })
        .collect();
    assert!(
        summaries
            .iter()
            .any(|s| s.replace("\\;", ";").replace("\\,", ",") == "Graustark owes Ruritania an answer: =1+1; talks, in \"Vienna\""),
        "{summaries:?}"
    );
    let raw = text("ical");
    assert!(raw.contains("LOCATION:Vienna\\; Hofburg"), "{raw}");
}

#[test]
fn lines_are_folded_at_75_octets_between_characters() {
    for line in bytes("ical").split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        assert!(line.len() <= 75, "{} octets", line.len());
        assert!(std::str::from_utf8(line).is_ok(), "no character is split");
    }
}

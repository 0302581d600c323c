//! The filters that exports and lists share.

use super::day;
use model::{ClaimKind, Status};
use publish::export::Filter;

/// What of the record is wanted; all conditions must hold, of one that is given several times one suffices.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Only with this actor: an id, or a part of a name; a state or party stands for its people too.
    #[arg(long, value_name = "NAME")]
    pub actor: Vec<String>,
    /// Only moves on this track: a part of its name.
    #[arg(long, value_name = "NAME")]
    pub track: Vec<String>,
    /// Only facts of this kind: meeting, proposal, demand, agreement, …
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    pub kind: Vec<ClaimKind>,
    /// Only facts with this status: happened, planned, proposed, refused, …
    #[arg(long, value_name = "STATUS", value_parser = parse_status)]
    pub status: Vec<Status>,
    /// Only what this outlet carries: a part of its name.
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Only what may lie on or after this day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only what may lie on or before this day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Only what rests on at least so many independent sources.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub roots: u32,
}

impl Filters {
    /// The library's filter.
    pub fn filter(&self) -> anyhow::Result<Filter> {
        let given = self.clone();
        Ok(Filter {
            actor: given.actor,
            track: given.track,
            kind: given.kind,
            status: given.status,
            outlet: given.outlet,
            from: given.from.as_deref().map(day).transpose()?,
            to: given.to.as_deref().map(day).transpose()?,
            roots: given.roots,
        })
    }
}

fn parse_kind(text: &str) -> Result<ClaimKind, String> {
    ClaimKind::parse(text).ok_or_else(|| {
        let all: Vec<&str> = ClaimKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("the kinds are {}", all.join(", "))
    })
}

fn parse_status(text: &str) -> Result<Status, String> {
    Status::parse(text).ok_or_else(|| {
        let all: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
        format!("the statuses are {}", all.join(", "))
    })
}

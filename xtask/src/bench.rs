//! `cargo xtask bench`: the jobs of `design/bars.md`, each with its goal and with a floor that is measured in the same run.
//! CPU, bytes and memory of processes of their own; wall time only where a person waits for another (J6).

mod alone;
mod corpus;
mod figure;
mod honest;
mod jobs;
mod live;
mod measure;
mod page;
mod pages;
mod parts;
mod sentences;
mod stage;

use core::fmt;
use std::path::{Path, PathBuf};

pub(crate) use figure::Job;
pub(crate) use parts::run as part;

use figure::Figure;

/// What is measured, and how it is shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only this job (and what it stands upon); without it all run, and docs/benchmarks.md is written anew
    #[arg(long, value_enum)]
    job: Option<Job>,
    /// Entries of the made-up journal; without it 1,000 and 10,000, and the real decade
    #[arg(long, conflicts_with = "decade")]
    n: Option<usize>,
    /// Only the real decade
    #[arg(long)]
    decade: bool,
    /// One JSON object for each figure, one a line
    #[arg(long)]
    json: bool,
}

/// What the jobs are done on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Corpus {
    /// So many made-up entries.
    Made(usize),
    /// The real decade, in this file.
    Decade(PathBuf),
}

impl Corpus {
    fn decade() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/pepys.jsonl");
        Self::Decade(root)
    }

    /// For a child's arguments.
    fn spelled(&self) -> String {
        match self {
            Self::Made(n) => n.to_string(),
            Self::Decade(_) => "decade".to_owned(),
        }
    }

    fn parse(spelled: &str) -> Result<Self, String> {
        match spelled {
            "decade" => Ok(Self::decade()),
            n => n.parse().map(Self::Made).map_err(|_| "no such corpus".to_owned()),
        }
    }
}

impl fmt::Display for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Made(n) => write!(f, "made {n}"),
            Self::Decade(_) => f.write_str("decade"),
        }
    }
}

/// Runs the jobs.
pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let corpora = match (arguments.n, arguments.decade, arguments.job) {
        (Some(n), _, _) => vec![Corpus::Made(n)],
        (None, true, _) => vec![Corpus::decade()],
        // These do not depend on what is there already.
        (None, false, Some(Job::J6 | Job::J8)) => vec![Corpus::Made(1_000)],
        (None, false, _) => vec![Corpus::Made(1_000), Corpus::Made(10_000), Corpus::decade()],
    };
    let wanted = arguments.job.map_or_else(|| Job::ALL.to_vec(), |job| vec![job]);
    let mut figures: Vec<Figure> = Vec::new();
    for corpus in &corpora {
        figures.extend(jobs::on(corpus, &wanted)?);
    }
    figures.sort_by_key(|figure| figure.job);
    if arguments.json {
        for figure in &figures {
            println!("{}", figure.json());
        }
    } else {
        println!("{}", figure::HEAD);
        for figure in &figures {
            println!("{}", figure.line());
        }
    }
    if arguments.job.is_none() && corpora.len() > 1 {
        page::write(&figures)?;
    }
    Ok(())
}

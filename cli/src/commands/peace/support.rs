//! People who help, from the terminal.

use clap::Subcommand;
use serde_json::json;

use crate::{
    commands::{DONE, Outcome, entries::short},
    home::Home,
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note somebody who helps
    Add {
        /// Their name, or - for standard input
        name: String,
        /// How to reach them
        how: String,
        /// What they are called where others may look on
        #[arg(long)]
        label: Option<String>,
    },
    /// Those who help, by name
    List,
    /// Into the trash
    Remove {
        /// Its id, or the beginning of it
        id: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    match action {
        Action::Add { name, how, label } => {
            let (name, how) = (input::line(&name)?, input::text(&how)?);
            let label = label.as_deref().map(input::line).transpose()?;
            let wrote = home.open()?.add_support(&name, &how, label.as_deref())?;
            out.answer(&json!({"id": wrote.id}), |_| format!("Noted {}.", short(&wrote.id)))?;
        }
        Action::List => {
            let items = home.open()?.support()?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "Nobody noted yet: requite support add NAME HOW".to_owned(),
                items => {
                    let lines = items.iter().map(|item| {
                        let id = out.dim(short(&item.id));
                        format!("{id}  {}  {}", written(&item.name), written(&item.how))
                    });
                    lines.collect::<Vec<_>>().join("\n")
                }
            })?;
        }
        Action::Remove { id } => {
            let id = home.open()?.remove_support(&id)?;
            out.answer(&json!({"id": id}), |_| format!("{} is in the trash.", short(&id)))?;
        }
    }
    DONE
}

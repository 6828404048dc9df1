//! `zhaohuo generate` — what a package carries beside the program, made from the program: manual pages, completions.

use std::fs::create_dir_all;
use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::Exit;
use super::Failure;

/// Those that Debian has a folder for.
const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Zsh, Shell::Fish];

#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder; one page a verb and one completion a shell are put there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// # Errors
///
/// Where the folder cannot be written.
pub fn run(mut program: clap::Command, arguments: &Arguments) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    create_dir_all(folder)?;
    clap_mangen::generate_to(program.clone(), folder)?;
    for shell in SHELLS {
        clap_complete::generate_to(shell, &mut program, "zhaohuo", folder)?;
    }
    Ok(Exit::Done)
}

//! The index: what is about to be committed. git lists with it files that are only announced, which are left out here.

use std::collections::HashSet;

use super::error::GitError;
use super::listing::{self, Listed, from_the_root};
use super::program::{Git, argument, path};
use super::whole::{refused, verify};

/// The names of the empty content, in the two kinds of repository.
const EMPTY: [&str; 2] = [
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

/// The mark of a file that is announced (`git add -N`) but not part of the commit, among the flags that git prints.
const ANNOUNCED: u32 = 0x2000_0000;

/// How a sparse index is listed as it is: git would write the folders that it keeps whole, to list their files.
const SPARSE: &str = "--sparse";

/// Lists the files of the index below some folders of the repository.
pub(super) fn list(git: &Git, folders: &[String]) -> Result<Vec<Listed>, GitError> {
    let index = path(&git.ask(&["rev-parse", "--git-path", "index"])?);
    let is_sparse = verify(git, &index)?;
    let mut args = vec!["ls-files", "-s", "-z", "--full-name"];
    let below: Vec<String> = folders.iter().map(|folder| from_the_root(folder)).collect();
    if is_sparse {
        // A folder above the plan may be one that is kept whole: all is listed.
        args.extend([SPARSE, "--", ":(top)"]);
    } else {
        args.push("--");
        args.extend(below.iter().map(String::as_str));
    }
    let answer = git.ask(&args).map_err(|error| refused(error, &index))?;
    let listed = listing::of_index(&answer)?;
    let mut files = listed.files;
    for (path, tree) in listed.folders {
        if folders.iter().any(|folder| is_near(folder, &path)) {
            files.extend(files_of(git, &path, &tree)?);
        }
    }
    let announced = announced(git, &files, is_sparse)?;
    files.retain(|listed| !announced.contains(&listed.path));
    Ok(files)
}

/// Returns whether one of two folders holds the other; the path of the second ends with `/`.
fn is_near(folder: &str, path: &[u8]) -> bool {
    let folder = match folder {
        "" => Vec::new(),
        folder => format!("{folder}/").into_bytes(),
    };
    folder.starts_with(path) || path.starts_with(&folder)
}

/// Lists the files of a folder that the index keeps whole.
fn files_of(git: &Git, folder: &[u8], tree: &str) -> Result<Vec<Listed>, GitError> {
    let answer = git.ask(&["ls-tree", "-r", "-z", "--full-tree", tree])?;
    let mut files = listing::of_commit(&answer)?;
    for file in &mut files {
        file.path = [folder, &file.path].concat();
    }
    Ok(files)
}

/// Returns the paths of the files that are announced but not part of the commit. They have no content yet, so they are looked
/// for among the empty ones.
fn announced(git: &Git, files: &[Listed], is_sparse: bool) -> Result<HashSet<Vec<u8>>, GitError> {
    let is_empty = |file: &&Listed| EMPTY.contains(&file.object.as_str());
    let mut announced = HashSet::new();
    for file in files.iter().filter(is_empty) {
        let mut args: Vec<&[u8]> = vec![b"ls-files", b"--debug"];
        args.extend(is_sparse.then_some(SPARSE.as_bytes()));
        let path = [b":(top,literal)", file.path.as_slice()].concat();
        args.extend([b"--".as_slice(), &path]);
        let args: Vec<_> = args.into_iter().map(argument).collect();
        let answer = git.ask(&args)?;
        if flags(&String::from_utf8_lossy(&answer)).is_some_and(|flags| flags & ANNOUNCED != 0) {
            announced.insert(file.path.clone());
        }
    }
    Ok(announced)
}

/// Reads the flags of a file as git prints them: `  size: 0  flags: 20004000`. Where it prints them otherwise the file counts.
fn flags(answer: &str) -> Option<u32> {
    let (_, flags) = answer.rsplit_once("flags: ")?;
    u32::from_str_radix(flags.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_where_they_are_printed() {
        let answer = "ita.toml\n  ctime: 0:0\n  size: 0\tflags: 20004000";
        assert_eq!(flags(answer), Some(0x2000_4000));
        assert_eq!(flags("ita.toml"), None);
    }
}

//! What is known beforehand of words and names: the program's own lists, and
//! clusters of words that mean alike.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use cuttings::extract::tagger::features::{GOES_ON, lengthen};
use cuttings::extract::tagger::model::short;
use cuttings::extract::tagger::tokens::Sentences;
use cuttings::extract::tagger::words::lower_hash;

/// Clusters and classes by the hash of a word, lists by the hash of a name.
#[derive(Default)]
pub struct Knowledge {
    pub words: HashMap<u32, (u16, u16)>,
    pub names: HashMap<u32, u16>,
}

/// Files of names, the column that holds them, and the bit of their list.
const LISTS: [(&str, usize, u16); 8] = [
    ("countries.txt", 0, 1 << 0),
    ("countries.txt", 1, 1 << 1),
    ("groups.txt", 0, 1 << 1),
    ("places.txt", 0, 1 << 2),
    ("organizations.txt", 0, 1 << 3),
    ("people.txt", 0, 1 << 4),
    ("events.txt", 0, 1 << 5),
    ("others.txt", 0, 1 << 6),
];

impl Knowledge {
    /// Reads `WORD TAB CLUSTER` a line; 0 is no cluster.
    pub fn add_clusters(&mut self, path: &Path) -> anyhow::Result<()> {
        for line in read(path)?.lines() {
            let (word, cluster) =
                line.split_once('\t').with_context(|| format!("{}: {line}", path.display()))?;
            self.words.entry(short(lower_hash(word))).or_default().0 = cluster.parse()?;
        }
        Ok(())
    }

    /// Reads the lists and word classes of the program.
    pub fn add_lexicon(&mut self, folder: &Path) -> anyhow::Result<()> {
        for (file, column, list) in LISTS {
            let text = read(&folder.join(file))?;
            for line in text.lines().map(|line| line.split('#').next().unwrap_or_default()) {
                let names = line.split('\t').nth(column).unwrap_or_default();
                names.split('|').for_each(|name| self.add_name(name.trim(), list));
            }
        }
        let mut class = 0u16;
        for line in read(&folder.join("words.txt"))?.lines() {
            if line.starts_with('#') && line.contains(':') {
                class = if class == 0 { 1 } else { class.wrapping_shl(1) };
            } else if !line.starts_with('#') {
                for word in line.split_whitespace() {
                    self.words.entry(short(lower_hash(word))).or_default().1 |= class;
                }
            }
        }
        Ok(())
    }

    fn add_name(&mut self, name: &str, list: u16) {
        let mut tokens = Vec::new();
        Sentences::new(name).next_into(&mut tokens);
        let mut hash = 0;
        for (n, token) in tokens.iter().enumerate() {
            let word = lower_hash(&name[token.clone()]);
            hash = if n == 0 { word } else { lengthen(hash, word) };
            let last = n + 1 == tokens.len();
            *self.names.entry(short(hash)).or_default() |= if last { list } else { GOES_ON };
        }
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))
}

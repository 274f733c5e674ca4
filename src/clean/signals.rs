//! What the model sees of every block: itself, its neighbours, its place, and
//! what stands above and below it. One column per signal, see [`Table`].
//!
//! The order of the columns is part of the model: after a change here, train
//! again (`models/README.md`).

use super::features::Facts;
use super::lines::is_cjk;
use super::page::Marks;
use super::table::{Sums, Table, log, share, small};
use super::wrap::Block;
use crate::article::Reason;
use crate::text::has;

/// A page's blocks with all that was read of them one by one.
pub struct Seen<'a> {
    pub blocks: &'a [Block],
    pub facts: &'a [Facts],
    pub marks: &'a Marks,
    words: Words,
}

/// The words of meaning of all blocks, as hashes.
struct Words {
    hashes: Vec<u32>,
    /// Where each block's words end.
    ends: Vec<usize>,
    /// For each word its place in a table of different ones.
    places: Vec<u32>,
    different: usize,
}

impl Words {
    fn read(blocks: &[Block]) -> Self {
        let mut words = Words { hashes: Vec::new(), ends: Vec::new(), places: Vec::new(), different: 0 };
        for block in blocks {
            words.add(&block.folded);
            words.ends.push(words.hashes.len());
        }
        words.number();
        words
    }

    /// Words of four letters and more, and pairs of characters where words have no spaces.
    fn add(&mut self, folded: &str) {
        let (mut hash, mut letters, mut before) = (0_u32, 0, None);
        if folded.is_ascii() {
            for c in folded.bytes().chain([b' ']) {
                if c.is_ascii_alphanumeric() {
                    hash = mix(hash, char::from(c));
                    letters += 1;
                } else {
                    if letters >= 4 {
                        self.hashes.push(hash);
                    }
                    (hash, letters) = (0, 0);
                }
            }
            return;
        }
        for c in folded.chars().chain([' ']) {
            if c.is_ascii_alphanumeric() {
                before = None;
                hash = mix(hash, c);
                letters += 1;
                continue;
            }
            if is_cjk(c) {
                if let Some(before) = before {
                    self.hashes.push(mix(mix(1, before), c));
                }
                before = Some(c);
            } else {
                before = None;
            }
            if c.is_alphanumeric() && before.is_none() {
                hash = mix(hash, c);
                letters += 1;
            } else {
                if letters >= 4 {
                    self.hashes.push(hash);
                }
                (hash, letters) = (0, 0);
            }
        }
    }

    /// Gives equal words equal numbers.
    fn number(&mut self) {
        let size = (self.hashes.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0_u32, u32::MAX); size];
        for &hash in &self.hashes {
            let mut slot = hash.wrapping_mul(0x9e37_79b1) as usize >> 5 & (size - 1);
            while slots[slot].1 != u32::MAX && slots[slot].0 != hash {
                slot = (slot + 1) & (size - 1);
            }
            if slots[slot].1 == u32::MAX {
                slots[slot] = (hash, self.different as u32);
                self.different += 1;
            }
            self.places.push(slots[slot].1);
        }
    }

    fn of(&self, block: usize) -> &[u32] {
        let start = if block == 0 { 0 } else { self.ends[block - 1] };
        &self.places[start..self.ends[block]]
    }

    /// How much of each block's words stands elsewhere, too: `weight` of the
    /// other blocks that have them, on average, at most one each.
    fn shared(&self, weight: &[u8]) -> Vec<u8> {
        let mut mass = vec![0_u32; self.different];
        for (block, &weight) in weight.iter().enumerate() {
            for &word in self.of(block) {
                mass[word as usize] += u32::from(weight);
            }
        }
        let mut shares = Vec::with_capacity(weight.len());
        for (block, &own) in weight.iter().enumerate() {
            let words = self.of(block);
            let sum: u32 = words.iter().map(|&w| (mass[w as usize] - u32::from(own)).min(200)).sum();
            shares.push(if words.is_empty() { 255 } else { (sum / words.len() as u32) as u8 });
        }
        shares
    }

    /// How many of each block's words stand in `one` of them, in two hundredths.
    fn in_one(&self, one: Option<usize>, blocks: usize) -> Vec<u8> {
        let Some(one) = one else { return vec![255; blocks] };
        let mut there = vec![false; self.different];
        self.of(one).iter().for_each(|&w| there[w as usize] = true);
        let of = |block| {
            let words = self.of(block);
            share(words.iter().filter(|&&w| there[w as usize]).count(), words.len())
        };
        (0..blocks).map(of).collect()
    }

    /// How many of the words of `one` stand in each block, in two hundredths.
    fn of_one(&self, one: Option<usize>, blocks: usize) -> Vec<u8> {
        let Some(one) = one else { return vec![255; blocks] };
        let mut wanted = vec![0_u32; self.different];
        self.of(one).iter().for_each(|&w| wanted[w as usize] = 1);
        let all = wanted.iter().sum::<u32>() as usize;
        let mut found = vec![0; blocks];
        for (block, found) in found.iter_mut().enumerate() {
            let mut n = 0;
            for &w in self.of(block) {
                if wanted[w as usize] == 1 {
                    wanted[w as usize] = 2;
                    n += 1;
                }
            }
            for &w in self.of(block) {
                wanted[w as usize] = wanted[w as usize].min(1);
            }
            *found = share(n, all);
        }
        found
    }
}

fn mix(hash: u32, c: char) -> u32 {
    (hash.rotate_left(5) ^ c as u32).wrapping_mul(0x27d4_eb2d)
}

impl<'a> Seen<'a> {
    pub fn new(blocks: &'a [Block], facts: &'a [Facts], marks: &'a Marks) -> Self {
        Seen { blocks, facts, marks, words: Words::read(blocks) }
    }

    /// The signals of blocks and pages, before anything is known.
    pub fn alone(&self) -> Table {
        let mut table = Table::new(self.blocks.len());
        if self.blocks.is_empty() {
            return table;
        }
        self.own(&mut table);
        let events = self.events();
        self.near(&mut table, &events);
        self.since(&mut table, &events);
        self.place(&mut table);
        self.page(&mut table);
        table
    }

    /// Where readers' comments begin: at their heading, if a paragraph stands
    /// between it and the likeliest headline. (Above, '12 comments' is a link.)
    pub fn thread(&self, headlines: &[i32], story: &[i32]) -> Option<usize> {
        const LEAST: usize = 30;
        const LIKE: i32 = -256;
        let best = (0..headlines.len()).max_by_key(|&at| (headlines[at], std::cmp::Reverse(at)))?;
        let mut words = 0;
        (best + 1..headlines.len()).find(|&at| {
            let fact = &self.facts[at];
            let heading = words >= LEAST && fact.phrase == Some(Reason::Comments);
            words += if fact.is_prose() && story[at] > LIKE { fact.words } else { 0 };
            heading
        })
    }

    /// Adds where blocks stand to the likeliest headline, by these scores.
    pub fn below(&self, table: &mut Table, headlines: &[i32]) {
        let n = headlines.len();
        if n == 0 {
            return;
        }
        let facts = self.facts;
        let parts = super::story::parts(headlines);
        let above = Sums::new(n, &|at| parts[at]);
        let part = |part: usize| (part * 200 / super::story::WHOLE as usize).min(200) as u8;
        let best = (0..n).max_by_key(|&at| (headlines[at], std::cmp::Reverse(at))).unwrap_or(0);
        let furniture = Sums::new(n, &|at| u32::from(facts[at].phrase.is_some()));
        let prose = Sums::new(n, &|at| if facts[at].is_prose() { facts[at].words as u32 } else { 0 });
        let after = |at: usize| at as isize - best as isize;
        table.fill(&|at| part(parts[at] as usize));
        table.fill(&|at| part(above.between(0, at as isize)));
        table.fill(&|at| part(above.between(at as isize - 6, at as isize)));
        table.fill(&|at| (128 + after(at)).clamp(0, 255) as u8);
        table.push_same((128 + headlines[best] / 16).clamp(0, 255) as u8);
        for sums in [&furniture, &prose] {
            table.fill(&|at| log(sums.between(best as isize + 1, at as isize)));
        }
        table.push(&self.words.in_one(Some(best), n));
        table.push(&self.words.of_one(Some(best), n));
        // What has ended the story, if it has begun below that headline.
        const BEGUN: usize = 30;
        for reasons in ENDS {
            let (mut last, mut before) = (None, 0);
            let (mut distance, mut begun) = (vec![255; n], vec![0; n]);
            for at in best..n {
                let fact = &facts[at];
                distance[at] = last.map_or(255, |last| small(at - last));
                begun[at] = log(before);
                let words = prose.between(best as isize + 1, at as isize);
                let stamp = reasons.is_empty() && (self.marks.stamp[at] || fact.stamp);
                let ends = stamp || !fact.inline && fact.phrase.is_some_and(|r| reasons.contains(&r));
                if ends && words >= BEGUN {
                    before = if last.is_none() { words } else { before };
                    last = Some(at);
                }
            }
            table.push(&distance);
            table.push(&begun);
        }
    }

    /// A block by itself.
    fn own(&self, table: &mut Table) {
        let (facts, blocks) = (self.facts, self.blocks);
        let shape = |n: usize| &facts[n].shape;
        table.fill(&|n| log(facts[n].words));
        table.fill(&|n| small(shape(n).sentences));
        table.fill(&|n| small(facts[n].small));
        table.fill(&|n| small(facts[n].small_any));
        table.fill(&|n| share(shape(n).capital, shape(n).words));
        table.fill(&|n| share(shape(n).shouted, shape(n).words));
        table.fill(&|n| share(shape(n).digits, shape(n).chars));
        table.fill(&|n| share(shape(n).letters, shape(n).chars));
        table.fill(&|n| small(shape(n).commas));
        table.fill(&|n| share(shape(n).commas * 4, shape(n).words));
        table.fill(&|n| small(shape(n).quotes));
        table.fill(&|n| small(shape(n).bars + blocks[n].gaps.len()));
        table.fill(&|n| small(shape(n).letters * 8 / shape(n).words.max(1)));
        table.fill(&|n| small(facts[n].words * 4 / shape(n).sentences.max(1)));
        table.fill(&|n| begins(&blocks[n].text));
        table.fill(&|n| ends(&blocks[n].text, facts[n].ended));
        table.fill(&|n| u8::from(blocks[n].bullet) | u8::from(blocks[n].spaced) << 1);
        table.fill(&|n| small(blocks[n].indent));
        table.fill(&|n| {
            let text = blocks[n].text.as_str();
            let dotted = |parts: &[&str]| shape(n).dotted && parts.iter().any(|part| has(text, part));
            let address = dotted(&["www."]) || has(text, "http") || has(text, "@");
            let image = dotted(&[".jpg", ".png", ".svg"]) || has(text, "_");
            u8::from(address) | u8::from(image) << 1 | u8::from(shape(n).glued) << 2
        });
        for reasons in HEADINGS {
            table.fill(&|n| u8::from(facts[n].phrase.is_some_and(|r| reasons.contains(&r))));
        }
        table.fill(&|n| u8::from(facts[n].phrase.is_some()) + u8::from(facts[n].inline));
        for reasons in HINTS {
            table.fill(&|n| small(reasons.iter().map(|&r| usize::from(facts[n].hints[r as usize])).sum()));
        }
        table.fill(&|n| {
            let all: usize = facts[n].hints.iter().map(|&h| usize::from(h)).sum();
            share(all * 4, facts[n].words)
        });
        table.fill(&|n| small(facts[n].times));
        table.fill(&|n| u8::from(self.marks.stamp[n]) + u8::from(facts[n].stamp));
        table.fill(&|n| u8::from(self.marks.bylines[n].is_some()));
        table.fill(&|n| u8::from(self.marks.datelines[n].is_some()) | u8::from(self.marks.leads[n]) << 1);
        table.fill(&|n| u8::from(self.marks.captions[n]));
        table.fill(&|n| u8::from(facts[n].foreign));
        let prose: Vec<u8> = facts.iter().map(|f| if f.is_prose() { 40 } else { 0 }).collect();
        table.push(&self.words.shared(&prose));
        table.push(&self.words.shared(&vec![40; blocks.len()]));
        table.push(&self.words.in_one(self.head(), blocks.len()));
        table.push(&self.words.of_one(self.head(), blocks.len()));
        table.push(&self.headlines());
    }

    /// The page's first line of several words: often its title.
    fn head(&self) -> Option<usize> {
        (0..self.facts.len().min(3)).find(|&n| self.facts[n].words >= 3 && self.facts[n].phrase.is_none())
    }

    /// Where things of each kind stand: headings of furniture, dates, authors.
    fn events(&self) -> Vec<Vec<u8>> {
        let n = self.facts.len();
        let mut events: Vec<Vec<u8>> = HEADINGS
            .iter()
            .map(|reasons| {
                let is = |f: &Facts| !f.inline && f.phrase.is_some_and(|r| reasons.contains(&r));
                self.facts.iter().map(|f| u8::from(is(f))).collect()
            })
            .collect();
        events.push((0..n).map(|n| u8::from(self.marks.stamp[n] || self.facts[n].stamp)).collect());
        events.push((0..n).map(|n| u8::from(self.marks.bylines[n].is_some())).collect());
        events
    }

    /// How much each block is like a headline: by its length, by standing in
    /// the page's first line or twice on the page, by the date or author below
    /// it, and by the words that it shares with what follows.
    fn headlines(&self) -> Vec<u8> {
        let facts = self.facts;
        let n = facts.len();
        let head = self.head();
        let mut wanted = vec![0_u32; self.words.different];
        let mut column = vec![0; n];
        for at in 0..n {
            let (block, fact) = (&self.blocks[at], &facts[at]);
            if !(2..=32).contains(&fact.words) || fact.phrase.is_some() || self.marks.meta(at) {
                continue;
            }
            let first = head.map_or("", |h| self.blocks[h].folded.as_str());
            let mut score = match fact.words {
                4..=20 => 4,
                3 | 21..=24 => 2,
                _ => 0,
            };
            if head != Some(at) && block.folded.len() >= 8 && first.starts_with(block.folded.as_str()) {
                score += 8;
            } else if fact.times > 1 && fact.words >= 4 {
                score += 3;
            }
            if (at + 1..(at + 5).min(n)).any(|n| self.marks.stamp[n] || self.marks.bylines[n].is_some()) {
                score += 4;
            }
            if block.text.ends_with(['.', ',', ';', ':']) {
                score -= 3;
            }
            score += i32::from(self.followed(at, &mut wanted)) / 25;
            column[at] = score.clamp(0, 255) as u8;
        }
        column
    }

    /// How many of a block's words stand in what follows, in two hundredths.
    /// `wanted` is nought for all words, before and after.
    fn followed(&self, at: usize, wanted: &mut [u32]) -> u8 {
        const FAR: usize = 14;
        const MANY: usize = 300;
        let own = self.words.of(at);
        let all = own.iter().filter(|&&w| std::mem::replace(&mut wanted[w as usize], 1) == 0).count();
        let start = self.words.ends[at];
        let end = self.words.ends[(at + FAR).min(self.words.ends.len() - 1)].min(start + MANY);
        let mut found = 0;
        for &word in &self.words.places[start..end] {
            found += usize::from(std::mem::replace(&mut wanted[word as usize], 0) == 1);
        }
        own.iter().for_each(|&w| wanted[w as usize] = 0);
        if all == 0 { 0 } else { share(found, all) }
    }

    /// The neighbours, one by one and in windows.
    fn near(&self, table: &mut Table, events: &[Vec<u8>]) {
        let facts = self.facts;
        let columns: [Vec<u8>; 6] = [
            facts.iter().map(|f| log(f.words)).collect(),
            facts.iter().map(|f| small(f.small)).collect(),
            facts.iter().map(|f| small(f.shape.sentences)).collect(),
            self.blocks.iter().zip(facts).map(|(b, f)| ends(&b.text, f.ended)).collect(),
            facts.iter().map(|f| u8::from(f.capitals)).collect(),
            facts.iter().map(|f| f.phrase.map_or(0, |r| r as u8 + 1)).collect(),
        ];
        for column in &columns {
            for by in [-3, -2, -1, 1, 2, 3] {
                table.push_moved(column, by);
            }
        }
        let n = facts.len();
        let sums = [
            Sums::new(n, &|n| if facts[n].is_prose() { facts[n].words.min(200) as u32 } else { 0 }),
            Sums::new(n, &|n| facts[n].words.min(200) as u32),
            Sums::new(n, &|n| u32::from(facts[n].phrase.is_some())),
            Sums::new(n, &|n| u32::from(facts[n].ended)),
            Sums::new(n, &|n| u32::from(events[HEADINGS.len()][n])),
            Sums::new(n, &|n| u32::from(self.blocks[n].bullet)),
        ];
        for sums in &sums {
            for (from, to) in [(-4, 0), (1, 5), (-12, 0), (1, 13)] {
                table.push(&sums.windows(from, to));
            }
        }
        // Lists repeat themselves: blocks of a shape at equal distances.
        let shapes: Vec<_> = facts.iter().map(|f| (f.words, f.ended, f.phrase.is_some())).collect();
        let alike = |a: usize, b: usize| {
            let ((a, a_ended, a_known), (b, b_ended, b_known)) = (shapes[a], shapes[b]);
            let (long, short) = (a.max(b), a.min(b));
            long <= short + 1 + short / 2 && a_ended == b_ended && a_known == b_known
        };
        for period in 1..=4 {
            let mut column = vec![0; n];
            for far in [period, 2 * period, 3 * period] {
                for at in far..n {
                    let one = u8::from(alike(at - far, at));
                    column[at - far] += one;
                    column[at] += one;
                }
            }
            table.push(&column);
        }
    }

    /// How far it is from what stands above and to what stands below.
    fn since(&self, table: &mut Table, events: &[Vec<u8>]) {
        let n = self.facts.len();
        let mut column = vec![0; n];
        let mut count = vec![0; n];
        for event in events {
            let (mut distance, mut times) = (255_usize, 0_u8);
            for at in 0..n {
                // What stands above all running text is of the page's head.
                column[at] = small(distance);
                count[at] = times;
                if event[at] > 0 {
                    distance = 0;
                    if self.facts[at].prose_above > 0 {
                        times = times.saturating_add(1);
                    }
                }
                distance += 1;
            }
            table.push(&column);
            table.push(&count);
            distance = 255;
            for at in (0..n).rev() {
                column[at] = small(distance);
                if event[at] > 0 {
                    distance = 0;
                }
                distance += 1;
            }
            table.push(&column);
        }
        // The last heading below running text, and how much stands between.
        let (mut last, mut words, mut prose) = (0, 0, 0);
        let mut kind = vec![0; n];
        for at in 0..n {
            kind[at] = last;
            column[at] = log(words);
            count[at] = small(prose);
            let fact = &self.facts[at];
            words += fact.words;
            prose += usize::from(fact.is_prose());
            if let Some(reason) = fact.phrase.filter(|_| !fact.inline && fact.prose_above > 0) {
                (last, words, prose) = (reason as u8 + 1, 0, 0);
            }
        }
        table.push(&kind);
        table.push(&column);
        table.push(&count);
    }

    /// The place in the page and among its running text.
    fn place(&self, table: &mut Table) {
        let facts = self.facts;
        let n = facts.len();
        let prose = Sums::new(n, &|n| if facts[n].is_prose() { facts[n].words as u32 } else { 0 });
        let words = Sums::new(n, &|n| facts[n].words as u32);
        table.fill(&|at| share(at, n));
        table.fill(&|at| small(at));
        table.fill(&|at| small(n - 1 - at));
        table.fill(&|at| share(prose.between(0, at as isize), prose.all()));
        table.fill(&|at| share(words.between(0, at as isize), words.all()));
        table.fill(&|at| log(prose.between(0, at as isize)));
        table.fill(&|at| log(prose.between(at as isize + 1, isize::MAX)));
        table.fill(&|at| small(facts[at].prose_above));
        // Islands of running text: gaps of a few short blocks don't part them.
        let islands = self.islands();
        let largest = islands.iter().copied().max_by_key(|i| (i.2, std::cmp::Reverse(i.0)));
        let mut of = vec![None; n];
        for (number, &(start, end, _)) in islands.iter().enumerate() {
            of[start..end].fill(Some(number));
        }
        let size = |at: usize| of[at].map_or(0, |i: usize| islands[i].2);
        table.fill(&|at| log(size(at)));
        table.fill(&|at| share(size(at), largest.map_or(0, |l| l.2)));
        table.fill(&|at| of[at].map_or(255, small));
        table.fill(&|at| of[at].map_or(255, |i| share(at - islands[i].0, islands[i].1 - islands[i].0)));
        table.fill(&|at| {
            largest.map_or(0, |l| {
                let (from, to) = (at as isize - l.0 as isize, at as isize - l.1 as isize + 1);
                (128 + if from < 0 { from } else { to.max(0) }).clamp(0, 255) as u8
            })
        });
        // The nearest running text.
        for up in [true, false] {
            let mut column = vec![255; n];
            let mut distance = 255_usize;
            for step in 0..n {
                let at = if up { step } else { n - 1 - step };
                column[at] = small(distance);
                distance = if facts[at].is_prose() { 1 } else { distance + 1 };
            }
            table.push(&column);
        }
    }

    /// `(start, end, words)` of runs of running text, with at most a few other blocks between.
    fn islands(&self) -> Vec<(usize, usize, usize)> {
        const GAP: usize = 4;
        let mut islands: Vec<(usize, usize, usize)> = Vec::new();
        for (at, fact) in self.facts.iter().enumerate().filter(|(_, f)| f.is_prose()) {
            match islands.last_mut() {
                Some(last) if at <= last.1 + GAP => (last.1, last.2) = (at + 1, last.2 + fact.words),
                _ => islands.push((at, at + 1, fact.words)),
            }
        }
        islands
    }

    /// The page as a whole.
    fn page(&self, table: &mut Table) {
        let facts = self.facts;
        let n = facts.len();
        let count = |is: &dyn Fn(usize) -> bool| (0..n).filter(|&at| is(at)).count();
        let prose: usize = facts.iter().filter(|f| f.is_prose()).map(|f| f.words).sum();
        let all: usize = facts.iter().map(|f| f.words).sum();
        let values = [
            log(n),
            log(prose),
            share(prose, all),
            log(count(&|at| facts[at].is_prose())),
            share(count(&|at| self.blocks[at].spaced), n),
            share(count(&|at| self.blocks[at].lines.len() > 1), n),
            share(count(&|at| self.blocks[at].bullet), n),
            log(facts.iter().map(|f| f.words).max().unwrap_or(0)),
            log(count(&|at| facts[at].phrase == Some(Reason::Comments))),
            share(count(&|at| facts[at].phrase.is_some()), n),
            log(count(&|at| self.marks.stamp[at] || facts[at].stamp)),
        ];
        for value in values {
            table.push_same(value);
        }
    }
}

/// Kinds of headings and of whole lines of furniture that are told apart.
const HEADINGS: [&[Reason]; 9] = [
    &[Reason::Navigation],
    &[Reason::Share],
    &[Reason::Comments],
    &[Reason::Related],
    &[Reason::Tags],
    &[Reason::Advertisement],
    &[Reason::Subscribe, Reason::Contact],
    &[Reason::Legal, Reason::Cookies, Reason::Captcha],
    &[Reason::Author, Reason::Media, Reason::Metadata],
];

/// What comes after stories; nothing stands for dates, of which each comment has one.
const ENDS: [&[Reason]; 5] = [
    &[Reason::Comments],
    &[Reason::Related],
    &[Reason::Tags, Reason::Share],
    &[Reason::Legal, Reason::Author, Reason::Subscribe, Reason::Contact],
    &[],
];

/// Kinds of words within that are told apart.
const HINTS: [&[Reason]; 8] = [
    &[Reason::Cookies],
    &[Reason::Comments],
    &[Reason::Subscribe],
    &[Reason::Legal],
    &[Reason::Share],
    &[Reason::Advertisement],
    &[Reason::Contact],
    &[Reason::Author],
];

/// How a block begins: the more like a sentence, the higher.
fn begins(text: &str) -> u8 {
    match text.chars().next() {
        None => 0,
        Some('(' | '[') => 1,
        Some(c) if c.is_ascii_digit() => 2,
        Some(c) if c.is_lowercase() => 3,
        Some('“' | '"' | '«' | '„' | '‘' | '\'' | '「' | '『') => 6,
        Some(c) if c.is_alphabetic() => 5,
        Some(_) => 4,
    }
}

/// How a block ends: the more like a sentence, the higher.
fn ends(text: &str, ended: bool) -> u8 {
    let mut last = text.chars().rev();
    let (last, before) = (last.next(), last.next());
    match last {
        None => 0,
        Some('…' | ']') => 2,
        Some('.') if before == Some('.') => 2,
        Some('?' | '？' | '؟') => 5,
        Some('!' | '！') => 6,
        Some(':' | '：') => 4,
        Some('"' | '”' | '»' | '」') if ended => 8,
        Some(')') if ended => 3,
        _ if ended => 7,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_ends() {
        assert!(begins("The tug") > begins("tug"));
        assert!(ends("The tug left.", true) > ends("The tug", false));
        assert_eq!(ends("The tug left...", true), ends("The tug […]", false));
    }

    #[test]
    fn words_without_spaces_are_pairs() {
        let mut words = Words { hashes: vec![], ends: vec![], places: vec![], different: 0 };
        words.add("港口关闭 the tug, harbour");
        assert_eq!(words.hashes.len(), 4);
    }
}

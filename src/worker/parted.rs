//! A collection in many files, of which no more is fetched than is asked for.
//!
//! A question that lacks something waits until that has come. What has become
//! stale meanwhile, because another question of its kind was asked, is dropped, and what
//! only it lacked is not fetched any more. Nothing of such a collection is changed or kept.

use gloo_worker::{HandlerId, WorkerScope};
use wasm_bindgen_futures::spawn_local;

use super::answer::answer;
use super::{CuttingsWorker, Message, Place, read};
use crate::journal::Work;
use crate::protocol::keeping::Ask;
use crate::protocol::parted::Stand;
use crate::protocol::{Imported, Reply, Request, Source};
use crate::shards::{Name, Shards};
use crate::view::parted;

/// Files that are fetched at a time.
const AT_ONCE: usize = 12;

/// More files than this are not fetched for a question unless the user says so.
const MOST: usize = 256;

/// Files of articles that are held once no question needs them.
const HELD: usize = 256;

pub(super) struct Parted {
    pub page: HandlerId,
    /// The import as which it is opened.
    number: u32,
    /// The address of its head, before and after the name.
    address: (String, String),
    shards: Option<Shards>,
    /// Whether any list has been shown.
    has_answered: bool,
    asked: Vec<Asked>,
    coming: Vec<Name>,
    /// What did not arrive, and why.
    lost: Vec<(Name, String)>,
    stand: Stand,
}

/// A question that waits.
struct Asked {
    from: HandlerId,
    request: Request,
    lacks: Vec<Name>,
    /// Whether it may need many files.
    may_be_large: bool,
}

impl Parted {
    /// The collection whose head one of these is.
    pub fn of(sources: &[Source], page: HandlerId, number: u32) -> Option<Parted> {
        let name = Name::Head.to_string();
        let url = &sources.first()?.url;
        let (before, after) = url.split_at(url.find(&name)?);
        let after = after.get(name.len()..)?;
        Some(Parted {
            page,
            number,
            address: (before.to_owned(), after.to_owned()),
            shards: None,
            has_answered: false,
            asked: Vec::new(),
            coming: Vec::new(),
            lost: Vec::new(),
            stand: Stand::default(),
        })
    }

    /// Takes a question; others of its kind are stale then.
    fn ask(&mut self, from: HandlerId, request: Request) {
        use Request::{Book, Open, Rows, Search};
        let is_stale = |asked: &Asked| {
            matches!(
                (&request, &asked.request),
                (Search { rows: 1.., .. }, Search { .. } | Rows { .. })
                    | (Open { .. }, Open { .. })
                    | (Book { .. }, Book { .. })
            )
        };
        self.asked.retain(|asked| !is_stale(asked));
        // Whoever asks again has it tried again.
        self.lost.clear();
        self.asked.push(Asked { from, request, lacks: Vec::new(), may_be_large: false });
    }

    /// Answers what can be answered, and fetches what the others lack: for the
    /// latest first.
    pub fn go_on(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        let mut wanted = Vec::new();
        if self.shards.is_none() {
            wanted.push(Name::Head);
        }
        for mut asked in std::mem::take(&mut self.asked) {
            if let Some(shards) = self.shards.as_ref().filter(|_| asked.lacks.is_empty()) {
                let (reply, lacks) = told(shards, &asked.request, !self.has_answered, &mut self.stand.book);
                if lacks.is_empty() {
                    self.has_answered |= matches!(reply, Reply::Found { .. });
                    scope.respond(asked.from, reply);
                    continue;
                }
                asked.lacks = lacks;
            }
            self.asked.push(asked);
        }
        let mut lacks = None;
        for asked in self.asked.iter().rev() {
            if asked.lacks.len() > MOST && !asked.may_be_large {
                lacks = Some(parted::many(asked.lacks.len()));
            } else {
                wanted.extend(&asked.lacks);
            }
        }
        for name in wanted {
            if let Some(lost) = self.lost.iter().find(|lost| lost.0 == name) {
                lacks = Some(parted::lost(&name.to_string(), &lost.1));
            } else if self.coming.len() < AT_ONCE && !self.coming.contains(&name) {
                self.fetch(scope, name);
            }
        }
        if let Some(shards) = self.shards.as_mut().filter(|_| self.asked.is_empty()) {
            shards.hold(HELD);
        }
        // Not for each file of many.
        if self.coming.is_empty() || lacks != self.stand.lacks {
            self.stand.lacks = lacks;
            scope.respond(self.page, Reply::Parted(Some(self.stand.clone())));
        }
    }

    fn fetch(&mut self, scope: &WorkerScope<CuttingsWorker>, name: Name) {
        self.coming.push(name);
        let (before, after) = &self.address;
        let place = Place::Url(format!("{before}{name}{after}"));
        let (scope, number) = (scope.clone(), self.number);
        spawn_local(async move {
            let bytes = read(&place).await;
            scope.send_message(Message::Part(number, name, bytes));
        });
    }

    /// Takes a file that was fetched for the collection of this number, or why it can't be had.
    pub fn came(
        &mut self,
        scope: &WorkerScope<CuttingsWorker>,
        number: u32,
        name: Name,
        bytes: Result<Vec<u8>, String>,
    ) {
        if number != self.number {
            return;
        }
        take_out(&mut self.coming, name);
        let n_bytes = bytes.as_ref().map_or(0, Vec::len);
        let bytes = bytes.and_then(|bytes| {
            if self.put(scope, name, &bytes) { Ok(()) } else { Err(parted::BROKEN.to_owned()) }
        });
        match bytes {
            Ok(()) => {
                self.stand.fetched += 1;
                self.stand.bytes += n_bytes as u64;
                self.asked.iter_mut().for_each(|asked| take_out(&mut asked.lacks, name));
            }
            Err(reason) => self.lost.push((name, reason)),
        }
        self.go_on(scope);
    }

    fn put(&mut self, scope: &WorkerScope<CuttingsWorker>, name: Name, bytes: &[u8]) -> bool {
        if let Some(shards) = &mut self.shards {
            return shards.put(name, bytes);
        }
        self.shards = Shards::open(bytes);
        let Some(shards) = &self.shards else { return false };
        self.stand.n_files = shards.n_files() as u32;
        scope.respond(self.page, opened(self.number, shards.len() as u32));
        scope.respond(self.page, Reply::Settled);
        true
    }
}

impl CuttingsWorker {
    /// What a request means where the collection is in parts; the request itself where that
    /// makes no difference to it.
    pub(super) fn by_parts(
        &mut self,
        scope: &WorkerScope<Self>,
        from: HandlerId,
        request: Request,
    ) -> Option<Request> {
        if let Request::Import { number, sources, bundled: true, .. } = &request {
            self.parted = Parted::of(sources, from, *number);
        }
        let Some(parted) = &mut self.parted else { return Some(request) };
        let (mut ended, mut can) = (None, true);
        match request {
            Request::Search { .. }
            | Request::Suggest { .. }
            | Request::Rows { .. }
            | Request::Open { .. }
            | Request::Book { .. } => parted.ask(from, request),
            Request::GoOn => {
                // Also what was too much to be fetched unasked.
                parted.lost.clear();
                parted.asked.iter_mut().for_each(|asked| asked.may_be_large = true);
            }
            Request::Import { bundled: true, .. } | Request::Files { .. } | Request::Cancel { .. } => {}
            Request::Keep(Ask::Bring { number }) => {
                ended = Some(number);
                // The other collections are there.
                self.keeping.ask(Ask::Bring { number }, from, scope);
            }
            Request::Import { number, .. } | Request::Choose { number, .. } => {
                (ended, can) = (Some(number), false);
            }
            Request::Export { number, .. } => {
                scope.respond(from, Reply::NotWritten { number, reason: None });
                can = false;
            }
            Request::Act { .. } | Request::Undo { .. } | Request::Redo | Request::WriteJournal => can = false,
            other => return Some(other),
        }
        if let Some(number) = ended {
            scope.respond(from, opened(number, 0));
        }
        if !can {
            scope.respond(from, Reply::Cannot);
        }
        parted.go_on(scope);
        None
    }
}

/// Takes a name out of names that differ.
fn take_out(names: &mut Vec<Name>, name: Name) {
    if let Some(at) = names.iter().position(|other| *other == name) {
        names.swap_remove(at);
    }
}

/// The end of an import that has added so many.
fn opened(number: u32, added: u32) -> Reply {
    Reply::Imported(Imported { number, added, ..Imported::default() })
}

/// The answer as far as it can be told, and what it lacks. A list comes with the rows that are
/// there, the first with all.
fn told(shards: &Shards, request: &Request, is_first: bool, book: &mut (u32, u32)) -> (Reply, Vec<Name>) {
    let reply = match request {
        Request::Open { number, id, query } => {
            let position = shards.position(id);
            let document = position.and_then(|p| shards.document(p)).cloned().map(Box::new);
            let highlights = position.map(|p| shards.highlights(query, p)).unwrap_or_default();
            Reply::Opened { number: *number, document, highlights, work: Work::default() }
        }
        Request::Book { number, query, wanted, rows } => {
            let (told, of, all) = shards.book(query, wanted, *rows as usize);
            *book = (of, all);
            Reply::Book { number: *number, book: Box::new(told) }
        }
        list => {
            let mut lacks = None;
            let reply = answer(shards.asked(), list, &mut || lacks = Some(shards.missing()));
            let rows = shards.missing();
            let lacks = match lacks {
                // The page asks for other rows itself, once it knows which it shows.
                Some(lacks) if !is_first || !lacks.is_empty() => lacks,
                _ => rows,
            };
            return (reply.unwrap_or(Reply::Cannot), lacks);
        }
    };
    (reply, shards.missing())
}

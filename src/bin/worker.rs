//! The page's worker.
fn main() {
    cuttings::worker::run();
}

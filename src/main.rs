//! The page.
fn main() {
    cuttings::ui::run();
}

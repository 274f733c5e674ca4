//! A form for what was read wrongly: title, date, byline and the like.

use yew::prelude::*;

use super::notes::Desk;
use super::on_submit;
use crate::journal::{Act, Correction, Field, said};
use crate::ui::components::quiet::quiet;
use crate::ui::dom;
use crate::view::drafts::{Form, What};
use crate::view::yours::{Wish, field_words};

/// `wrong` is the field that holds what it can't.
pub fn fields(desk: &Desk, wrong: Option<Field>) -> Html {
    let drop = desk.drops(What::Field(Field::Title));
    let onsubmit = {
        let (hand, article, form, drop) =
            (desk.hand.clone(), desk.article.clone(), desk.form.setter(), drop.clone());
        on_submit(move || {
            let article = &article.document.article;
            let mut acts = Vec::new();
            for field in Field::ALL {
                let text = dom::field_value(&id(field));
                let Some(value) = Correction::written(field, &text) else {
                    form.set(Form::Fields(Some(field)));
                    dom::focus_id(&id(field));
                    return;
                };
                if Correction::written(field, &said(article, field).unwrap_or_default())
                    != Some(value.clone())
                {
                    acts.push(Act::Correct { article: article.id.clone(), value });
                }
            }
            if !acts.is_empty() {
                hand.emit(Wish::Act(acts));
            }
            drop.emit(());
            form.set(Form::None);
        })
    };
    let onkeydown = {
        let close = desk.closes();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        }
    };
    let cancel = {
        let close = desk.closes();
        Callback::from(move |_: MouseEvent| {
            drop.emit(());
            close.emit(());
        })
    };
    let row = |field: Field| {
        let hint = match field {
            Field::Published => "2017, 2017-09, 2017-09-05 or 2017-09-05T21:21+04:00",
            Field::Sections => "Outermost first: World › Middle East",
            Field::Language => "A tag: en, fr, pt-BR",
            _ => "",
        };
        let invalid = (wrong == Some(field)).then_some("true");
        let described = (!hint.is_empty()).then(|| format!("{}-hint", id(field)));
        let what = What::Field(field);
        let value = match desk.draft(what) {
            Some(text) => text.to_owned(),
            None => said(&desk.article.document.article, field).unwrap_or_default(),
        };
        let oninput = desk.writes(what).reform(move |_: InputEvent| dom::field_value(&id(field)));
        html! {
            <div key={field.key()} class="field" data-wrong={invalid}>
                <label for={id(field)}>{ field_words(field) }</label>
                if matches!(field, Field::Title | Field::Summary) {
                    <textarea id={id(field)} rows="2" dir="auto" {value} {oninput} />
                } else {
                    <input id={id(field)} type="text" dir="auto" autocomplete="off" aria-invalid={invalid} aria-describedby={described.clone()} {value} {oninput} />
                }
                if !hint.is_empty() {
                    <p id={described} class="field-hint" role={invalid.map(|_| "alert")}>
                        { if invalid.is_some() { format!("This is no {}. {hint}", if field == Field::Published { "date" } else { "language tag" }) } else { hint.to_owned() } }
                    </p>
                }
            </div>
        }
    };
    html! {
        <form class="fields" aria-label="Correct what was read" {onsubmit} {onkeydown}>
            { for Field::ALL.into_iter().map(row) }
            <p class="fields-tools">
                <button type="submit">{ "Save" }</button>
                { quiet("Cancel", cancel) }
                <span class="field-hint">{ "An empty field has no value. What was read stays and can be taken back." }</span>
            </p>
        </form>
    }
}

/// The form's first field.
pub const FIRST: &str = "field-title";

fn id(field: Field) -> String {
    format!("field-{}", field.key())
}

//! A form for what was read wrongly: title, date, byline and the like.

use std::rc::Rc;

use yew::prelude::*;

use super::on_submit;
use crate::journal::{Act, Correction, Field, said};
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::store::Wishes;
use crate::view::state::Article;
use crate::view::yours::{Wish, field_words};

#[derive(Properties, PartialEq)]
pub struct FieldsProps {
    pub hand: Wishes,
    pub article: Rc<Article>,
    pub close: Callback<()>,
}

#[component]
pub fn Fields(props: &FieldsProps) -> Html {
    let FieldsProps { hand, article, close } = props;
    let wrong = use_state(|| None::<Field>);
    use_effect_on((), {
        let article = article.clone();
        move |()| {
            for field in Field::ALL {
                let value = said(&article.document.article, field).unwrap_or_default();
                dom::set_field_value(&id(field), &value);
            }
            dom::focus_id(&id(Field::Title));
        }
    });
    let onsubmit = {
        let (hand, article, close, wrong) = (hand.clone(), article.clone(), close.clone(), wrong.setter());
        on_submit(move || {
            let article = &article.document.article;
            let mut acts = Vec::new();
            for field in Field::ALL {
                let text = dom::field_value(&id(field));
                let Some(value) = Correction::written(field, &text) else {
                    wrong.set(Some(field));
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
            close.emit(());
        })
    };
    let onkeydown = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        }
    };
    let row = |field: Field| {
        let hint = match field {
            Field::Published => "2017, 2017-09, 2017-09-05 or 2017-09-05T21:21+04:00",
            Field::Sections => "Outermost first: World › Middle East",
            Field::Language => "A tag: en, fr, pt-BR",
            _ => "",
        };
        let invalid = (*wrong == Some(field)).then_some("true");
        let described = (!hint.is_empty()).then(|| format!("{}-hint", id(field)));
        html! {
            <div key={field.key()} class="field" data-wrong={invalid}>
                <label for={id(field)}>{ field_words(field) }</label>
                if matches!(field, Field::Title | Field::Summary) {
                    <textarea id={id(field)} rows="2" dir="auto" />
                } else {
                    <input id={id(field)} type="text" dir="auto" autocomplete="off" aria-invalid={invalid} aria-describedby={described.clone()} />
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
                <button type="button" class="quiet" onclick={close.reform(|_| ())}>{ "Cancel" }</button>
                <span class="field-hint">{ "An empty field has no value. What was read stays and can be taken back." }</span>
            </p>
        </form>
    }
}

fn id(field: Field) -> String {
    format!("field-{}", field.key())
}

//! Whether 'he' or 'she' can stand for a person.

use std::sync::LazyLock;

use super::speakers::Gender;
use crate::article::{Entity, Kind};
use crate::extract::named::{Name, Named};
use crate::extract::word_table::WordTable;
use crate::extract::words::Words;

/// Given names of women, as far as the commonest ones of the news go.
const FEMALE: &str = "\
    Ada Adele Agnes Aisha Alexandra Alexis Alice Alicia Alison Allison Amanda Amelia Amina Amy Ana Andrea \
    Angela Angelina Anita Ann Anna Annalena Anne Annette Annie Anya April Ashley Astrid Audrey Aung Awa \
    Ayesha Barbara Beatrice Benazir Beth Betty Beverly Birgit Bonnie Brenda Brigitte Camilla Carla Carly \
    Carmen Carol Caroline Carolyn Catherine Cathy Cecilia Charlotte Cheryl Christiana Christina Christine \
    Claire Clara Claudia Condoleezza Connie Cristina Cynthia Dana Daniela Dawn Deborah Debra Denise Diana \
    Diane Dilma Dolores Donna Doris Dorothy Edith Eileen Ekaterina Elaine Eleanor Elena Elin Elizabeth Ella \
    Ellen Elsa Emily Emma Erika Erin Esther Eva Evelyn Fatima Federica Fiona Florence Frances Françoise \
    Gabriela Gail Georgia Gillian Gina Giorgia Gisele Giulia Gladys Gloria Golda Grace Graça Greta Gro Gwen \
    Hana Hanan Hannah Harriet Heather Heidi Helen Helena Helga Hilary Hilda Hillary Hélène Ida Indira Ines \
    Ingrid Irene Irina Iris Isabel Isabella Isabelle Ivanka Jacinda Jacqueline Jamie Jana Jane Janet Janice \
    Jean Jeanne Jennifer Jessica Jill Joan Joanna Joanne Josephine Joyce Juanita Judith Judy Julia Julie \
    June Kamala Karen Karin Kate Katharina Katherine Kathleen Kathryn Kathy Katie Katrina Kelly Kerry Kim \
    Kimberly Kirsten Kristin Kristina Laila Lara Laura Lauren Layla Leila Lena Leslie Leyla Liz Linda Lisa \
    Liv Lois Loretta Lori Louise Lucia Lucy Lydia Lynn Madeleine Maggie Malala Marcia Margaret Margot Maria \
    Marie Marilyn Marina Marine Marion Marjorie Marta Martha Mary Maureen Maya Megan Melania Melanie Melinda \
    Melissa Mercedes Meredith Mette Mia Michelle Miriam Moira Molly Monica Monique Nadia Nancy Naomi Natalia \
    Natalie Natasha Ngozi Nicole Nikki Nina Nora Norma Olga Olivia Paloma Pamela Patricia Paula Pauline \
    Penny Petra Phyllis Priya Rachel Raquel Rebecca Regina Renee Rhea Rhonda Rima Rita Roberta Robin Rosa \
    Rose Rosemary Rowena Roxanne Ruth Sabrina Sally Salma Samantha Sandra Sanna Sara Sarah Selma Serena \
    Sharon Sheila Shirley Sigrid Silvia Simone Sofia Sonia Sophia Sophie Stacy Stella Stephanie Sue Susan \
    Susanne Suzanne Svetlana Sylvia Tamara Tanya Tara Tatiana Teresa Thelma Theresa Tina Tracy Tzipi Ursula \
    Valentina Valerie Vanessa Vera Veronica Victoria Viola Virginia Vivian Wanda Wendy Whitney Winnie Yasmin \
    Yulia Yvette Yvonne Zahra Zoe Zsofia";

/// Given names of men.
const MALE: &str = "\
    Aaron Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Alan Albert Aleksandr Alex Alexander Alexei Alfred \
    Ali Allen Amir Anders Andre Andreas Andrei Andrew Andy Angelo Anthony Anton Antonio Anwar Arnold Arthur \
    Arturo Ashraf Austin Barack Barry Bashar Ben Benjamin Bernard Bernie Bert Bill Bjorn Bob Boris Brad \
    Brandon Brendan Brent Brett Brian Bruce Bruno Calvin Cameron Carl Carlos Cesar Chad Charles Charlie \
    Chris Christian Christopher Chuck Claude Clayton Clifford Clinton Colin Conor Craig Curtis Cyril Dale \
    Damien Dan Daniel Danny Darren Dave David Dean Dennis Derek Diego Dieter Dirk Dmitri Dmitry Dominic \
    Dominique Don Donald Doug Douglas Duncan Dwight Earl Ed Eddie Edgar Eduardo Edward Edwin Eli Elias \
    Elliott Emilio Emmanuel Enrique Eric Ernest Ethan Eugene Evan Fabio Felipe Felix Ferdinand Fernando \
    Fidel Floyd Francis Francisco Frank Franklin Fred Frederick Gabriel Gareth Gary Gavin Gene Geoff \
    Geoffrey George Georges Gerald Gerard Gerhard Giovanni Giuseppe Glenn Gordon Graham Greg Gregory Guido \
    Guillermo Gus Guy Hamid Hans Harold Harry Hassan Hector Helmut Henri Henry Herbert Herman Hosni Howard \
    Hubert Hugh Hugo Hussein Ian Ibrahim Igor Imran Isaac Ismail Ivan Jack Jackson Jacob Jacques Jaime Jake \
    James Jan Jared Jason Javad Javier Jay Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jesus Jim Jimmy Joe \
    Joel Johan Johannes John Johnny Jon Jonathan Jordan Jorge Jose Josef Joseph Joshua Josh Juan Julian \
    Julio Justin Kareem Karim Karl Keith Ken Kenneth Kevin Khalid Klaus Kofi Konstantin Kurt Kyle Larry Lars \
    Lawrence Lee Leo Leon Leonard Leonid Leroy Lewis Lionel Lloyd Logan Lorenzo Lou Louis Luca Lucas Luis \
    Luke Mahmoud Malcolm Manuel Marc Marcel Marco Marcus Mario Mark Marko Martin Marvin Mathias Matt Matthew \
    Maurice Max Maxim Michael Michel Miguel Mike Mikhail Milan Milos Mitch Mohamed Mohammad Mohammed Moritz \
    Muhammad Murray Mustafa Narendra Nathan Neil Nelson Nicholas Nick Nicolas Nigel Nikolai Nils Noel Norman \
    Oleg Oliver Olaf Omar Oscar Oskar Otto Owen Pablo Patrick Paul Pavel Pedro Perry Per Pete Peter Phil \
    Philip Philippe Pierre Piotr Rafael Raj Ralph Ramon Randy Ravi Ray Raymond Recep Rex Reza Ricardo \
    Richard Rick Rob Robert Roberto Rod Rodney Rodrigo Roger Roland Rolf Roman Ron Ronald Ross Roy Rudolf \
    Rudy Russell Ryan Saddam Salvador Sam Samir Samuel Scott Sean Sebastian Serge Sergei Sergey Seth Seymour \
    Shane Shawn Sidney Simon Spencer Stanley Stefan Stephen Sten Steve Steven Stewart Stuart Sven Taras Ted \
    Terry Theodore Thomas Tim Timothy Toby Todd Tom Tomas Tommy Tony Travis Trevor Tyler Umar Victor Viktor \
    Vincent Vladimir Volodymyr Wade Wallace Walter Warren Wayne Werner Wesley Wilhelm Willem William Winston \
    Wolfgang Xavier Yasser Yitzhak Youssef Yuri Yusuf Zachary";

static GIVEN: LazyLock<WordTable> = LazyLock::new(|| WordTable::new([(FEMALE, 0), (MALE, 1)]));

/// One for each entity, [`Gender::Unknown`] for all that aren't people. Titles say it
/// first, then the given name, then the pronouns that follow where nobody else is
/// named between: 'Reid sold her house'.
pub fn of_all(named: &Named<'_>) -> Vec<Gender> {
    let mut genders: Vec<Gender> = named.entities.iter().map(by_role_or_name).collect();
    let mut votes = vec![0i32; genders.len()];
    for (n, &name) in named.names.iter().enumerate() {
        let at = name.entity as usize;
        if named.kind(name) != Kind::Person {
            continue;
        }
        match by_honorific(named.words, name) {
            Gender::Unknown => {}
            told => genders[at] = told,
        }
        if genders[at] == Gender::Unknown {
            votes[at] += vote(named, n);
        }
    }
    for (gender, vote) in genders.iter_mut().zip(votes) {
        match vote {
            1.. => *gender = Gender::Female,
            ..=-1 => *gender = Gender::Male,
            0 => {}
        }
    }
    genders
}

/// The next pronoun in a mention's sentence: 1 for 'she' and 'her', -1 for 'he' and
/// 'his', 0 where another person is named before.
fn vote(named: &Named<'_>, n: usize) -> i32 {
    const REACH: usize = 25;
    let words = named.words;
    let next = named.names[n + 1..].iter().find(|next| named.kind(**next) == Kind::Person);
    let from = named.names[n].end;
    let to = next.map_or(words.tokens.len(), |next| next.first).min(from + REACH);
    for at in from..to {
        if words.ends_sentence(at) {
            return 0;
        }
        match words.word(at) {
            "she" | "her" | "herself" => return 1,
            "he" | "his" | "him" | "himself" => return -1,
            _ => {}
        }
    }
    0
}

fn by_role_or_name(entity: &Entity) -> Gender {
    if entity.kind != Kind::Person {
        return Gender::Unknown;
    }
    let told =
        entity.roles.iter().flat_map(|role| role.text.split(' ')).map(|word| of_head(&word.to_lowercase()));
    if let Some(gender) = told.into_iter().find(|gender| *gender != Gender::Unknown) {
        return gender;
    }
    match GIVEN.get(entity.name.split([' ', '-']).next().unwrap_or("")) {
        Some(0) if entity.name.contains(' ') => Gender::Female,
        Some(1) if entity.name.contains(' ') => Gender::Male,
        _ => Gender::Unknown,
    }
}

fn by_honorific(words: Words<'_>, name: Name) -> Gender {
    let before = name.first.wrapping_sub(1);
    let honorific = if words.mark(before) == Some('.') { before.wrapping_sub(1) } else { before };
    if words.is_any(honorific, "mrs ms miss mme frau señora lady queen princess wife mother daughter sister")
    {
        Gender::Female
    } else if words.is_any(
        honorific,
        "mr sir lord king prince herr señor sheikh ayatollah pope husband father son brother",
    ) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// What a noun says of whom it names.
pub fn of_head(head: &str) -> Gender {
    match head {
        "spokeswoman" | "congresswoman" | "mother" | "sister" | "daughter" | "wife" | "widow" | "girl"
        | "chairwoman" | "woman" | "queen" | "princess" | "actress" | "ministra" => Gender::Female,
        "spokesman" | "congressman" | "father" | "brother" | "son" | "husband" | "boy" | "chairman"
        | "king" | "prince" | "man" | "pope" => Gender::Male,
        _ => Gender::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::named::tests::scene;
    use crate::extract::words::tokens;

    #[track_caller]
    fn check(marked: &str, expected: Gender) {
        let (text, entities) = scene(marked);
        let tokens = tokens(&text);
        let named = Named::new(Words { text: &text, tokens: &tokens }, &entities);
        assert_eq!(of_all(&named)[0], expected, "{text}");
    }

    #[test]
    fn titles_names_and_pronouns_tell() {
        check("[person Anna Klein] came.", Gender::Female);
        check("[person Ivan Klein] came.", Gender::Male);
        check("Ms. [person Xu Klein] came.", Gender::Female);
        check("[person Xu Klein] sold her house.", Gender::Female);
        check("[person Xu Klein] met [person Anna Lima] at her house.", Gender::Unknown);
        check("[person Xu Klein] came. She left.", Gender::Unknown);
    }
}

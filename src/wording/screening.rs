//! What staff should look at, in words.

use crate::language::Language;
use crate::screening::Field;
use crate::screening::Rule;

#[must_use]
pub fn rule(rule: Rule, language: Language) -> String {
    match rule {
        Rule::MissingFields => word!(language, "flag.missing_fields"),
        Rule::Sex => word!(language, "flag.sex"),
        Rule::Ethnicity => word!(language, "flag.ethnicity"),
        Rule::Religion => word!(language, "flag.religion"),
        Rule::Household => word!(language, "flag.household"),
        Rule::MinimumWage => word!(language, "flag.minimum_wage"),
        Rule::Fee => word!(language, "flag.fee"),
        Rule::Contact => word!(language, "flag.contact"),
        Rule::ManyEmployers => word!(language, "flag.many_employers"),
        Rule::Promise => word!(language, "flag.promise"),
        Rule::Stale => word!(language, "flag.stale"),
    }
    .into_owned()
}

#[must_use]
pub fn field(field: Field, language: Language) -> String {
    match field {
        Field::Title => word!(language, "field.title"),
        Field::Description => word!(language, "field.description"),
        Field::Employer => word!(language, "field.employer"),
        Field::Openings => word!(language, "field.openings"),
        Field::Conditions => word!(language, "field.conditions"),
        Field::Sex => word!(language, "field.sex"),
        Field::Qualifications => word!(language, "field.qualifications"),
        Field::Skills => word!(language, "field.skills"),
        Field::Education => word!(language, "field.education"),
        Field::Experience => word!(language, "field.experience"),
        Field::Physical => word!(language, "field.physical"),
        Field::Residence => word!(language, "field.residence"),
        Field::Bring => word!(language, "field.bring"),
        Field::Place => word!(language, "field.place"),
        Field::Pay => word!(language, "field.pay"),
        Field::Deposit => word!(language, "field.deposit"),
        Field::Benefits => word!(language, "field.benefits"),
        Field::Commitments => word!(language, "field.commitments"),
        Field::ContactName => word!(language, "field.contact"),
        Field::Phone => word!(language, "field.phone"),
        Field::Keywords => word!(language, "field.keywords"),
        Field::Posted => word!(language, "field.posted"),
        Field::Validity => word!(language, "field.validity"),
    }
    .into_owned()
}

/// `标题：…【限女】，40岁以下`, and the field alone where it is missing or says it without words.
#[must_use]
pub fn finding(found_in: Field, marked: Option<&str>, language: Language) -> String {
    let field = field(found_in, language);
    match marked {
        Some(marked) => word!(language, "field.says", field = field, words = marked).into_owned(),
        None => field,
    }
}

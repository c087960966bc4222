//! A case without names, for a program that may read of it but not who takes part.

use crate::application::Application;
use crate::case::Case;
use crate::opinion::Known;
use crate::second::SecondOpinion;

impl Case {
    /// Empties the names of people and hospitals, wherever one has a field of its own. What somebody wrote in their own words stays as it was
    /// written: nothing can tell a name in it from a word.
    #[must_use]
    pub(crate) fn without_names(mut self) -> Case {
        for person in &mut self.people {
            (person.name, person.ground_paper, person.mail) = (String::new(), String::new(), None);
        }
        (self.opinion.doctor, self.opinion.institution) = (Known::Open, None);
        self.opinion.institution_words.clear();
        self.applications.iter_mut().for_each(of_application);
        self.seconds.iter_mut().for_each(of_second);
        self.days.iter_mut().flat_map(|day| &mut day.coming).for_each(|coming| coming.name.clear());
        self.deciding.decisions.iter_mut().for_each(|decision| decision.with.clear());
        let received = self.deciding.reports.iter_mut().filter_map(|report| report.received.as_mut());
        received.for_each(|receipt| receipt.who.clear());
        self
    }
}

fn of_application(application: &mut Application) {
    application.name.clear();
    let offers = application.offers.iter_mut().chain(application.booked.iter_mut());
    offers.for_each(|offer| offer.specialist.clear());
    // That it was told stays; who told it does not.
    application.turns.iter_mut().filter_map(|turned| turned.told_by.as_mut()).for_each(String::clear);
}

fn of_second(second: &mut SecondOpinion) {
    second.doctor.clear();
    second.institution.clear();
}

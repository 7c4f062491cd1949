//! How many programmes each choice of a plan would meet.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::plan::project::Project;
use crate::domain::terms::fit::{Fit, Word, WordId};

/// One of the lists of a [`Fit`].
pub type Of = fn(&Fit) -> &[WordId];

/// For each word of `list`, how many programmes name it (`of`) that this body may use, or that only lack an answer; where
/// the plan has purposes and `within` says so, only those that serve one of them.
pub fn counts(inquiry: Inquiry<'_>, project: &Project, (list, of, within): (&[Word], Of, bool)) -> Vec<usize> {
    let mut out = vec![0; list.len()];
    for a in inquiry.assess_all() {
        let fit = &a.programme.fit;
        let serves = || project.purposes.iter().any(|(id, _)| fit.purposes.contains(id));
        if !a.programme.role.is_usable() || group(&a).is_out() || within && !project.purposes.is_empty() && !serves() {
            continue;
        }
        for word in of(fit) {
            if let Some(n) = out.get_mut(usize::from(word.0)) {
                *n += 1;
            }
        }
    }
    out
}

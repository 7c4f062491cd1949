//! One programme for many profiles, judged once per case.
//!
//! Conditions only compare. Two profiles under which every leaf of a programme has the same truth, and which know the
//! same amounts of its quotients, cannot be told apart by [`Inquiry::assess`]: not by the verdict, not by rates and
//! ceilings, not by what is missing. All municipalities of Japan come down to a few such cases per programme.

use std::collections::HashMap;

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, World};
use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::domain::value::truth::Truth;

/// Profiles that one programme cannot tell apart, represented by the first of them.
#[derive(Clone, Debug)]
pub struct Case {
    /// What holds for all of them.
    pub assessment: Assessment,
    /// The first of them; reasons and missing answers read from it are the same for all.
    pub profile: Profile,
}

/// The cases of one programme that have come up so far.
#[derive(Clone, Debug)]
pub struct Cases {
    programme: &'static Programme,
    catalogue: &'static Catalogue,
    as_of: Date,
    leaves: Vec<&'static Condition>,
    amounts: Vec<FactId>,
    numbers: HashMap<Vec<u8>, usize>,
    met: Vec<Case>,
    key: Vec<u8>,
}

impl Cases {
    /// None yet.
    pub fn new(programme: &'static Programme, catalogue: &'static Catalogue, as_of: Date) -> Self {
        let mut leaves: Vec<&'static Condition> = Vec::new();
        for leaf in programme.conditions().flat_map(Condition::leaves) {
            if !leaves.iter().any(|known| known.test == leaf.test) {
                leaves.push(leaf);
            }
        }
        let mut amounts: Vec<FactId> = leaves.iter().filter_map(|l| l.ratio()).flat_map(|(a, b)| [a, b]).collect();
        sort::once(&mut amounts);
        Self { programme, catalogue, as_of, leaves, amounts, numbers: HashMap::new(), met: Vec::new(), key: Vec::new() }
    }

    /// The number of the case that `profile` is.
    pub fn of(&mut self, profile: &Profile) -> usize {
        let world = World::of(profile);
        self.key.clear();
        self.key.extend(self.leaves.iter().map(|leaf| match leaf.truth(&world) {
            Truth::Yes => 1,
            Truth::No => 0,
            Truth::Unknown => 2,
        }));
        self.key.extend(self.amounts.iter().map(|f| u8::from(world.knows(*f))));
        if let Some(number) = self.numbers.get(self.key.as_slice()) {
            return *number;
        }
        let number = self.met.len();
        let assessment = self.inquiry(profile).assess(self.programme);
        self.met.push(Case { assessment, profile: profile.clone() });
        self.numbers.insert(self.key.clone(), number);
        number
    }

    /// What is judged for `profile`.
    pub fn inquiry<'p>(&self, profile: &'p Profile) -> Inquiry<'p> {
        Inquiry { catalogue: self.catalogue, profile, as_of: self.as_of }
    }

    /// The programme.
    pub fn programme(&self) -> &'static Programme {
        self.programme
    }

    /// The case with this number.
    pub fn get(&self, number: usize) -> Option<&Case> {
        self.met.get(number)
    }

    /// All cases, by number.
    pub fn all(&self) -> &[Case] {
        &self.met
    }
}

//! Any plan of these tests reads well, and gives the same bytes whatever the run and the order of its files.

use proptest::prelude::*;

use crate::commande::Dossier;
use crate::faits::jour;
use crate::hasard::plan;
use crate::tries;

proptest! {
    #![proptest_config(tries(12))]

    #[test]
    fn a_plan_reads_without_fault_and_says_the_same_each_time(plan in plan(), au in jour(), year in 2015..2022) {
        let (first, second) = (Dossier::new(&plan, au, false), Dossier::new(&plan, au, true));
        let list = first.run(&["list", "--format", "json"]);
        prop_assert_eq!(list.code, 0, "{}", list.err);
        let year = plan.exercice(year).1.to_string();
        let commands: [&[&str]; 6] = [
            &["check", "--format", "json"],
            &["list", "--format", "json"],
            &["bilan", &year, "--format", "markdown"],
            &["calendrier", "--format", "ics"],
            &["synthese", "--par", "pilote,enjeu", "--format", "csv"],
            &["list", "--format", "html"],
        ];
        for args in commands {
            let run = first.run(args);
            prop_assert!(run.code < 2, "{args:?}: {}", run.err);
            prop_assert_eq!(&run, &second.run(args));
            prop_assert_eq!(&run, &first.run(args));
        }
    }
}

//! Arabic, after Larkey, Ballesteros and Connell, Light Stemming for Arabic Information Retrieval (2007): the article and
//! the particles before it, and the commonest endings.

use crate::search::terms::language::Language;

pub(super) const ARABIC: Language = Language {
    names: &["ar"],
    stop: "ان انا او اي الا التي الذي الذين الي ام اما بعد بل بها به بين تلك تم ثم حتي حيث ذلك عن عند علي عليه عليها فقد \
           في فيه فيها قد قبل كان كانت كل كما لا لكن لم لن له لها ليس ما مع من منه منها نحن هذا هذه هل هم هنا هناك هو هي و \
           يا يكون",
    prefixes: &[&[("و", 5)], &[("بال", 2), ("كال", 2), ("فال", 2), ("ال", 2), ("لل", 2)]],
    suffixes: &[
        &[("ها", "", 2), ("ان", "", 2), ("ات", "", 2), ("ون", "", 2), ("ين", "", 2), ("يه", "", 2)],
        &[("ه", "", 2), ("ي", "", 2)],
    ],
};

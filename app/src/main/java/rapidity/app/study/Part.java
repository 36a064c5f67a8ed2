package rapidity.app.study;

import rapidity.app.study.recipe.Section;

/// Parts of the data.
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    String word() {
        return Section.written(this);
    }
}

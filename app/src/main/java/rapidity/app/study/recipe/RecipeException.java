package rapidity.app.study.recipe;

/// A recipe that cannot be meant: one sentence with the place and the cure.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecipeException(Place place, String sentence) {
        super(place + ": " + sentence);
    }

    public RecipeException(String sentence) {
        super(sentence);
    }
}

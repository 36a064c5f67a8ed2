package rapidity.data.format.root;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An array of objects, some of which may be null.
record ObjectList(List<@Nullable RootObject> all) {
    List<RootObject> present() {
        return all.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}

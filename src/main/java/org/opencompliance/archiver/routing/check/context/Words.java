package org.opencompliance.archiver.routing.check.context;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.opencompliance.archiver.configuration.ClosestName;

/** The corrections of wrong names. */
public final class Words {

    private static final int MOST_LISTED = 12;

    private Words() {}

    /**
     * @param format the correction with {@code %s} for the right name
     * @param otherwise the correction if no known name is similar
     */
    public static String write(String wrong, Collection<String> known, String format, String otherwise) {
        Optional<String> close = ClosestName.similar(wrong, known);
        if (close.isPresent()) {
            return String.format(format, close.get());
        }
        return known.isEmpty() || known.size() > MOST_LISTED
                ? otherwise
                : otherwise + "; known are " + String.join(", ", new TreeSet<>(known));
    }
}

package org.opencompliance.archiver.delivery;

import java.util.Optional;

/** Finds an exception among the causes of another: a failed bean call of a route arrives wrapped. */
final class Causes {

    private Causes() {}

    static <T extends Throwable> Optional<T> find(Class<T> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

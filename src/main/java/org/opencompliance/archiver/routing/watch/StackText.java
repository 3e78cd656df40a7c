package org.opencompliance.archiver.routing.watch;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the stack of an exception without its texts, which may hold data of an item. */
final class StackText {

    private StackText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : System.lineSeparator() + "Caused by: ")
                    .append(cause.getClass().getName())
                    .append(Arrays.stream(cause.getStackTrace())
                            .map(frame -> System.lineSeparator() + "\tat " + frame)
                            .collect(Collectors.joining()));
        }
        return text.toString();
    }
}

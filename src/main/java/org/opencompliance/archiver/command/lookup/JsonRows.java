package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.storage.JsonObjects;

/** Prints one JSON object with a list, one row a line: a year of rows does not fit into memory. */
final class JsonRows {

    private final PrintWriter out;
    private String before;

    private JsonRows(PrintWriter out, String name) {
        this.out = out;
        this.before = "{\"" + name + "\":[";
    }

    /** Gives rows one after another. */
    @FunctionalInterface
    interface Source<T> {
        long each(Consumer<T> rows) throws IOException;
    }

    /**
     * Prints the document. If the source fails after the first row, its fields {@code error} and {@code exitCode} say that
     * rows are missing.
     *
     * @throws IOException when the source fails before the first row
     */
    static <T> ExitCode print(PrintWriter out, String name, Source<T> source) throws IOException {
        JsonRows rows = new JsonRows(out, name);
        try {
            source.each(rows::print);
        } catch (IOException | UncheckedIOException e) {
            if (!rows.begun()) {
                throw e;
            }
            rows.end(new Failure(String.valueOf(e.getMessage()), ExitCode.FAILED.code()));
            return ExitCode.FAILED;
        }
        rows.end();
        return ExitCode.OK;
    }

    /** The last fields of a document without all rows. */
    private record Failure(String error, int exitCode) {}

    private boolean begun() {
        return before.equals(",");
    }

    private void print(Object row) {
        try {
            out.println(before);
            out.print(new String(JsonObjects.bytes(row), StandardCharsets.UTF_8));
            before = ",";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        out.println(begun() ? "" : before);
        out.println("]}");
        out.flush();
    }

    private void end(Failure failure) throws IOException {
        String fields = new String(JsonObjects.bytes(failure), StandardCharsets.UTF_8);
        out.println();
        out.println("]," + fields.substring(1));
        out.flush();
    }
}

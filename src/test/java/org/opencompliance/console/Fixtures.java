package org.opencompliance.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The answers of the present scenario, from a file in {@code src/test/resources/console}. */
final class Fixtures {

    /** The system property with the file that names the scenario: {@code good}, {@code bad}, {@code empty} or {@code earlier}. */
    static final String SCENARIO = "fake.scenario";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path FOLDER = Path.of("src/test/resources/console");
    /** A version without the MBeans of the pages. */
    private static final String EARLIER = "earlier";

    private Fixtures() {}

    static String scenario() {
        try {
            return Files.readString(Path.of(System.getProperty(SCENARIO))).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isEarlier() {
        return scenario().equals(EARLIER);
    }

    /** The part with that name; missing in an earlier version. */
    static JsonNode part(String name) {
        try {
            return isEarlier()
                    ? JSON.missingNode()
                    : JSON.readTree(FOLDER.resolve(scenario() + ".json").toFile())
                            .path(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON as text; null for a missing part. */
    static String text(JsonNode json) {
        return json.isMissingNode() ? null : json.toString();
    }
}

package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The required action for each problem, from {@code actions.properties}. */
final class Actions {

    private static final Properties SENTENCES = load();

    private Actions() {}

    /** The required action when that health check is down. */
    static String of(String check) {
        return SENTENCES.getProperty(check + ".action", "See /observe/health");
    }

    /** The problem in one sentence, for a check without a message of its own. */
    static String meaning(String check) {
        return SENTENCES.getProperty(check + ".meaning", "The health check " + check + " is down");
    }

    private static Properties load() {
        Properties sentences = new Properties();
        try (InputStream in = Actions.class.getResourceAsStream("actions.properties")) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}

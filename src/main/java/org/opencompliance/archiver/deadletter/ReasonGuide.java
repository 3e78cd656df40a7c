package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.report.Advice;

/** The meaning of each reason and the required action, from {@code reasons.properties}. Thread-safe. */
public final class ReasonGuide implements Advice.Source {

    private static final String RESOURCE = "reasons.properties";
    private static final String MEANING = ".meaning";

    private final Properties sentences;

    private ReasonGuide(Properties sentences) {
        this.sentences = sentences;
    }

    /** Reads the sentences. */
    public static ReasonGuide load() {
        Properties sentences = new Properties();
        try (InputStream in = ReasonGuide.class.getResourceAsStream(RESOURCE)) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReasonGuide(sentences);
    }

    @Override
    public Optional<Advice> apply(String reason) {
        return Optional.ofNullable(sentences.getProperty(reason + MEANING))
                .map(meaning -> new Advice(
                        meaning, sentences.getProperty(reason + ".who"), sentences.getProperty(reason + ".action")));
    }

    /** The labels of the reasons in the file. */
    Set<String> reasons() {
        return sentences.stringPropertyNames().stream()
                .filter(name -> name.endsWith(MEANING))
                .map(name -> name.substring(0, name.length() - MEANING.length()))
                .collect(Collectors.toSet());
    }
}

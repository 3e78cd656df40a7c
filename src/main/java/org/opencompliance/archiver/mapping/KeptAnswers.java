package org.opencompliance.archiver.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers of the directory, each cached for a time. Thread-safe.
 *
 * @param <T> an answer
 */
public final class KeptAnswers<T> {

    private final Clock clock;
    private final Map<String, Kept<T>> answers;

    private record Kept<T>(T answer, Instant until) {}

    /** @param entries maximum number of cached answers; the least recently used one is removed first */
    public KeptAnswers(int entries, Clock clock) {
        this.clock = clock;
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
                return size() > entries;
            }
        };
    }

    /** The cached answer, or null. */
    public synchronized T recent(String key) {
        Kept<T> kept = answers.get(key);
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.answer() : null;
    }

    /** Caches an answer for a time. */
    public synchronized void keep(String key, T answer, Duration time) {
        answers.put(key, new Kept<>(answer, clock.instant().plus(time)));
    }
}

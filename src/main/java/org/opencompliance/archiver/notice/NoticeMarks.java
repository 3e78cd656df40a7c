package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/** Stores what notices were already made of, for all processes of an area. */
final class NoticeMarks {

    private final JsonObjects<Marks> marks;
    private final String name;

    NoticeMarks(ObjectStore store, String connector) {
        this.marks = new JsonObjects<>(store, Marks.class);
        this.name = "state/" + connector + "/notice-marks.json";
    }

    /**
     * The marks.
     *
     * @param noticed when a notice of a kind and subject was last made, by kind and subject
     * @param deadLettersTo the dead letters written before this time have their notice; null for none
     * @param downSince since when a health check has been down, by check
     */
    record Marks(Map<String, Instant> noticed, Instant deadLettersTo, Map<String, Instant> downSince) {

        private static final Marks NONE = new Marks(null, null, null);

        Marks {
            noticed = noticed == null ? Map.of() : new TreeMap<>(noticed);
            downSince = downSince == null ? Map.of() : new TreeMap<>(downSince);
        }

        /** When a notice of a kind and subject was last made; null if it was not, or before the given time. */
        Instant noticed(NoticeKind kind, String subject) {
            return noticed.get(key(kind, subject));
        }

        /** Forgets what is older than the given time. */
        Marks noticed(NoticeKind kind, String subject, Instant at, Instant oldest) {
            Map<String, Instant> times = new TreeMap<>(noticed);
            times.values().removeIf(time -> time.isBefore(oldest));
            times.put(key(kind, subject), at);
            return new Marks(times, deadLettersTo, downSince);
        }

        Marks deadLettersTo(Instant to) {
            return new Marks(noticed, to, downSince);
        }

        Marks downSince(Map<String, Instant> since) {
            return new Marks(noticed, deadLettersTo, since);
        }

        private static String key(NoticeKind kind, String subject) {
            return kind.label() + " " + subject;
        }
    }

    Marks read() throws IOException {
        return marks.read(name).map(Versioned::value).orElse(Marks.NONE);
    }

    void change(UnaryOperator<Marks> change) throws IOException {
        boolean written = false;
        while (!written) {
            Optional<Versioned<Marks>> read = marks.read(name);
            written = read.isEmpty()
                    ? marks.create(name, change.apply(Marks.NONE)).isPresent()
                    : marks.replace(read.get(), change.apply(read.get().value()))
                            .isPresent();
        }
    }
}

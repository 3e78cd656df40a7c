package org.opencompliance.archiver.mapping.csv;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The custom mapping in force. What was accepted last stays in force until another is accepted, over restarts too: it
 * is kept in the storage area. May be used by any thread; readers never wait.
 */
public final class UserMappings {

    /** What {@link #version()} says when no custom mapping is in force. */
    public static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(UserMappings.class);

    /** Enough to begin with; the command that checks a file shows all. */
    private static final int PROBLEMS_LOGGED = 20;

    private final boolean askedFor;
    private final KeptMapping kept;
    private final Consumer<LedgerEvent> ledger;
    private final AtomicReference<UserMapping> inForce = new AtomicReference<>();

    /**
     * @param mappingFile the setting; empty when no custom mapping is asked for
     * @param ledger records an event durably, or throws
     */
    public UserMappings(String mappingFile, KeptMapping kept, Consumer<LedgerEvent> ledger) {
        this.askedFor = !mappingFile.isBlank();
        this.kept = kept;
        this.ledger = ledger;
    }

    /** Whether the settings ask for a custom mapping. */
    public boolean isAskedFor() {
        return askedFor;
    }

    /**
     * Whether a custom mapping is asked for and none was ever accepted, as far as is known: nothing may be imported
     * then.
     */
    public boolean isWaiting() {
        return askedFor && inForce.get() == null;
    }

    /** The version in force, or {@value #NONE}. */
    public String version() {
        return inForce().map(UserMapping::version).orElse(NONE);
    }

    /** The mapping in force, or nothing. */
    public Optional<UserMapping> inForce() {
        return Optional.ofNullable(inForce.get());
    }

    /**
     * The bytes of the mapping that was in force before this process started, or null when there is none or none is
     * needed.
     */
    public byte[] kept() throws IOException {
        return isWaiting() ? kept.read() : null;
    }

    /** Puts the mapping of earlier in force again, unless one was accepted meanwhile. */
    public void restore(MappingCheck check) {
        if (!check.accepted()) {
            kept.complain("it has " + check.problems().size() + " problems");
        } else if (inForce.compareAndSet(null, check.mapping())) {
            LOG.info("In force again: {}", check.mapping());
        }
    }

    /** Keeps an accepted mapping, records it if it is another than the last, and puts it in force. */
    public synchronized void accept(MappingCheck check) throws IOException {
        UserMapping mapping = check.mapping();
        if (!kept.isInForce(mapping.version())) {
            kept.add(mapping.version(), check.content());
            // before it is remembered: a halt in between records it twice, never not at all
            ledger.accept(LedgerEvent.mappingAccepted(mapping.version(), mapping.rows()));
            kept.remember(mapping.version());
        }
        UserMapping before = inForce.getAndSet(mapping);
        if (before == null || !before.version().equals(mapping.version())) {
            LOG.info("In force: {}", mapping);
        }
    }

    /** Records a refused mapping; what is in force stays. */
    public void refuse(MappingCheck check) {
        int count = check.problems().size();
        LOG.warn(
                "The mapping file is refused, in force stays {}. It has {} problems: {}{}",
                version(),
                count,
                check.problems().stream()
                        .limit(PROBLEMS_LOGGED)
                        .map(MappingProblem::toString)
                        .collect(Collectors.joining("; ")),
                count > PROBLEMS_LOGGED ? " ..." : "");
        ledger.accept(LedgerEvent.mappingRefused(count));
    }
}

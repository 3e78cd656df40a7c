package org.opencompliance.archiver.mapping.csv;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The custom mapping in force. An accepted mapping is stored in the storage area and stays in force, also after
 * restarts, until the next one is accepted. Thread-safe; readers never block.
 */
public final class UserMappings {

    /** Value of {@link #version()} when no custom mapping is in force. */
    public static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(UserMappings.class);

    /** Maximum number of logged problems; the check command shows all. */
    private static final int PROBLEMS_LOGGED = 20;

    private final boolean askedFor;
    private final KeptMapping kept;
    private final Consumer<LedgerEvent> ledger;
    private final AtomicReference<UserMapping> inForce = new AtomicReference<>();
    private volatile Instant acceptedAt;
    private volatile Refusal lastRefused;

    /**
     * @param mappingFile the setting; empty when the settings require no custom mapping
     * @param ledger records an event durably, or throws
     */
    public UserMappings(String mappingFile, KeptMapping kept, Consumer<LedgerEvent> ledger) {
        this.askedFor = !mappingFile.isBlank();
        this.kept = kept;
        this.ledger = ledger;
    }

    /** A file that this process refused. */
    public record Refusal(Instant at, int problems) {}

    /** Whether the settings require a custom mapping. */
    public boolean isAskedFor() {
        return askedFor;
    }

    /** Whether a custom mapping is required and none is known to be accepted; imports must wait then. */
    public boolean isWaiting() {
        return askedFor && inForce.get() == null;
    }

    /** The version in force, or {@value #NONE}. */
    public String version() {
        return inForce().map(UserMapping::version).orElse(NONE);
    }

    /** The mapping in force; empty when there is none. */
    public Optional<UserMapping> inForce() {
        return Optional.ofNullable(inForce.get());
    }

    /** When the mapping in force was accepted; empty when it is not known. */
    public Optional<Instant> acceptedAt() {
        return inForce().flatMap(mapping -> Optional.ofNullable(acceptedAt));
    }

    /** The last file that this process refused; empty once a file is accepted. */
    public Optional<Refusal> lastRefused() {
        return Optional.ofNullable(lastRefused);
    }

    /**
     * The bytes of the mapping in force before this process started, or null when there is none or none is required.
     */
    public byte[] kept() throws IOException {
        if (!isWaiting()) {
            return null;
        }
        acceptedAt = kept.acceptedAt().orElse(null);
        return kept.read();
    }

    /** Puts the earlier mapping in force again, unless another was accepted meanwhile. */
    public void restore(MappingCheck check) {
        if (!check.accepted()) {
            kept.complain("it has " + check.problems().size() + " problems");
        } else if (inForce.compareAndSet(null, check.mapping())) {
            LOG.info("In force again: {}", check.mapping());
        }
    }

    /** Stores an accepted mapping, records it if it differs from the last one, and puts it in force. */
    public synchronized void accept(MappingCheck check) throws IOException {
        UserMapping mapping = check.mapping();
        if (!kept.isInForce(mapping.version())) {
            kept.add(mapping.version(), check.content());
            // before it is marked as in force: a crash in between records it twice instead of never
            ledger.accept(LedgerEvent.mappingAccepted(mapping.version(), mapping.rows()));
            kept.remember(mapping.version());
        }
        acceptedAt = kept.acceptedAt().orElse(null);
        lastRefused = null;
        UserMapping before = inForce.getAndSet(mapping);
        if (before == null || !before.version().equals(mapping.version())) {
            LOG.info("In force: {}", mapping);
            if (!check.warnings().isEmpty()) {
                LOG.warn(
                        "The mapping in force has {} warnings: {}",
                        check.warnings().size(),
                        MappingProblem.some(check.warnings(), PROBLEMS_LOGGED));
            }
        }
    }

    /** Records a refused mapping; the mapping in force stays. */
    public void refuse(MappingCheck check) throws IOException {
        int count = check.problems().size();
        LOG.warn(
                "The mapping file is refused, in force stays {}. It has {} problems: {}",
                version(),
                count,
                MappingProblem.some(check.problems(), PROBLEMS_LOGGED));
        ledger.accept(LedgerEvent.mappingRefused(count));
        lastRefused = new Refusal(kept.now(), count);
    }
}

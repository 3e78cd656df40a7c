package org.opencompliance.archiver.ledger.report;

import java.util.Optional;
import java.util.function.Function;

/**
 * The required action for items and deliveries that are parked for a reason, in plain text.
 *
 * @param meaning of the reason
 * @param who the role of the person who acts
 * @param action the steps before the replay
 */
public record Advice(String meaning, String who, String action) {

    /** Finds the advice for a reason; empty for a reason that the program does not know. */
    @FunctionalInterface
    public interface Source extends Function<String, Optional<Advice>> {}
}

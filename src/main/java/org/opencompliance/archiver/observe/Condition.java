package org.opencompliance.archiver.observe;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A health check for one precondition of the archiver. It sends no request: it reports the result of the last work. */
public final class Condition extends AbstractHealthCheck {

    private static final String GROUP = "archiver";

    private final boolean readiness;
    private final Supplier<Finding> look;

    private Condition(String id, boolean readiness, Supplier<Finding> look) {
        super(GROUP, id);
        this.readiness = readiness;
        this.look = look;
    }

    /** A readiness check: the process cannot work while it is down. */
    public static Condition ofReadiness(String id, Supplier<Finding> look) {
        return new Condition(id, true, look);
    }

    /** A check that does not affect readiness: an operator must act, but a restart or a new version would not help. */
    public static Condition ofHealth(String id, Supplier<Finding> look) {
        return new Condition(id, false, look);
    }

    /**
     * The result of a check.
     *
     * @param up whether the condition is met
     * @param message the problem and the remedy, or other information; null for none
     * @param details numbers and times, never an address
     */
    public record Finding(boolean up, String message, Map<String, Object> details) {

        /** Met, with nothing to say. */
        public static final Finding GOOD = new Finding(true, null, Map.of());

        static Finding good(String detail, Object value) {
            return new Finding(true, null, Map.of(detail, value));
        }

        /** @param problem the problem and the remedy */
        public static Finding bad(String problem) {
            return new Finding(false, problem, Map.of());
        }
    }

    @Override
    public boolean isReadiness() {
        return readiness;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Finding finding = look.get();
        finding.details().forEach(builder::detail);
        builder.message(finding.message());
        builder.state(finding.up() ? State.UP : State.DOWN);
    }
}

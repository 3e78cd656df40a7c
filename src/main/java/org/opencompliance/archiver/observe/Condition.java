package org.opencompliance.archiver.observe;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Something that an archiver needs, as a health check. Asks nobody anything: it tells what the last work met.
 */
public final class Condition extends AbstractHealthCheck {

    private static final String GROUP = "archiver";

    private final boolean readiness;
    private final Supplier<Finding> look;

    private Condition(String id, boolean readiness, Supplier<Finding> look) {
        super(GROUP, id);
        this.readiness = readiness;
        this.look = look;
    }

    /** Without it the process can do nothing, so it is not ready. */
    static Condition ofReadiness(String id, Supplier<Finding> look) {
        return new Condition(id, true, look);
    }

    /** Somebody must look at it, but a restart or a new version would not help: it does not make the process unready. */
    static Condition ofHealth(String id, Supplier<Finding> look) {
        return new Condition(id, false, look);
    }

    /**
     * How it is.
     *
     * @param up whether nothing is wrong
     * @param message what is wrong and what to do, or what else to know; null for nothing
     * @param details numbers and times, never an address
     */
    record Finding(boolean up, String message, Map<String, Object> details) {

        static final Finding GOOD = new Finding(true, null, Map.of());

        static Finding good(String detail, Object value) {
            return new Finding(true, null, Map.of(detail, value));
        }

        static Finding bad(String problem) {
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

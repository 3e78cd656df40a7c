package org.opencompliance.archiver.management;

import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.management.jmx.JmxOperations;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.request.Request;

/** Shows the dead letters and requests their replay. */
final class ManagedDeadLetters implements DeadLettersMXBean {

    private final Figures figures;
    private final DeadLetters deadLetters;
    private final JmxOperations operations;

    ManagedDeadLetters(Figures figures, DeadLetters deadLetters, JmxOperations operations) {
        this.figures = figures;
        this.deadLetters = deadLetters;
        this.operations = operations;
    }

    @Override
    public long getOpen() {
        return letters().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public Map<String, Long> getOpenByReason() {
        Map<String, Long> open = new TreeMap<>();
        letters().forEach((reason, count) -> open.put(reason.label(), count));
        return open;
    }

    @Override
    public Map<String, String> getWhatToDo() {
        Map<String, String> hints = new TreeMap<>();
        letters().forEach((reason, count) -> {
            if (count > 0) {
                hints.put(reason.label(), reason.hint());
            }
        });
        return hints;
    }

    @Override
    public String replay(String reason) throws Exception {
        boolean all = reason == null || reason.isBlank();
        String wanted = all ? null : deadLetters.reason(reason.strip()).label();
        return operations.ask(user -> Request.replay(wanted, null, user));
    }

    private Map<Reason, Long> letters() {
        return figures.deadLetters().orElse(Map.of());
    }
}

package org.opencompliance.archiver.management;

import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.request.Request;

/** Shows the dead letters and requests their replay. */
final class ManagedDeadLetters implements DeadLettersMXBean {

    private final Figures figures;
    private final JmxOperations operations;

    ManagedDeadLetters(Figures figures, JmxOperations operations) {
        this.figures = figures;
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
    public String replay(String reason) throws Exception {
        boolean all = reason == null || reason.isBlank();
        return operations.ask(
                user -> Request.replay(all ? null : Reason.of(reason).label(), null, user));
    }

    private Map<Reason, Long> letters() {
        return figures.deadLetters().orElse(Map.of());
    }
}

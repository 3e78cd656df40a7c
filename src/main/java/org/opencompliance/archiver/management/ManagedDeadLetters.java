package org.opencompliance.archiver.management;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.management.jmx.JmxOperations;
import org.opencompliance.archiver.management.page.DeadLetterPages;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.request.Request;

/** Shows the dead letters and requests their replay. */
final class ManagedDeadLetters implements DeadLettersMXBean {

    private final Figures figures;
    private final DeadLetters deadLetters;
    private final DeadLetterPages pages;
    private final JmxOperations operations;

    ManagedDeadLetters(Figures figures, DeadLetters deadLetters, DeadLetterPages pages, JmxOperations operations) {
        this.figures = figures;
        this.deadLetters = deadLetters;
        this.pages = pages;
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

    @Override
    public String getGuide() throws IOException {
        return pages.guide();
    }

    @Override
    public String list(String reason, String after, int limit) throws IOException {
        return pages.list(reason, after, limit);
    }

    @Override
    public String replaySelected(String names) throws Exception {
        List<String> selected = pages.names(names);
        return operations.ask(user -> Request.replay(selected, user));
    }

    @Override
    public String discard(String names, String why) throws Exception {
        List<String> selected = pages.names(names);
        String reason = Request.why(why);
        return operations.ask(user -> Request.discard(selected, reason, user));
    }

    private Map<Reason, Long> letters() {
        return figures.deadLetters().orElse(Map.of());
    }
}

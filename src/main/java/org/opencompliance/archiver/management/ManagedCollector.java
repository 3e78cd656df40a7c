package org.opencompliance.archiver.management;

import java.time.Instant;
import java.util.function.Function;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.management.jmx.JmxOperations;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.request.Request;

/** Shows the collector and passes requests to it. */
final class ManagedCollector implements CollectorMXBean {

    private static final String NONE = "";

    private final Collector collector;
    private final Windows windows;
    private final Figures figures;
    private final Pause pause;
    private final JmxOperations operations;

    ManagedCollector(Beans beans, JmxOperations operations) {
        this.collector = beans.get("collector", Collector.class);
        this.windows = beans.get("windows", Windows.class);
        this.figures = beans.get("figures", Figures.class);
        this.pause = beans.get("pause", Pause.class);
        this.operations = operations;
    }

    @Override
    public String getState() {
        boolean collecting = collector.current() != null;
        if (pause.isPaused()) {
            return collecting ? "pausing" : "paused";
        }
        return collecting ? "collecting" : "idle";
    }

    @Override
    public String getLastCompleted() {
        return time(known -> known.last().completed().map(OpenCollection::begun).orElse(known.lastCompleted()));
    }

    @Override
    public String getCompletedTo() {
        return time(known -> known.last().completed().map(OpenCollection::to).orElse(known.completedTo()));
    }

    @Override
    public String getLastVerdict() {
        return figures.schedule()
                .flatMap(known -> known.last().ended())
                .map(ManagedCollector::verdict)
                .orElse(NONE);
    }

    @Override
    public String getScheduledTo() {
        return time(Schedule::completedTo);
    }

    private static String verdict(OpenCollection last) {
        String open = last.complete() ? "no report yet, work is pending" : "INCOMPLETE, no report yet";
        return last.run() + ": " + (last.verdict() == null ? open : last.verdict());
    }

    @Override
    public long getBehindSeconds() {
        return figures.schedule()
                .map(known -> known.behind(Instant.now()).toSeconds())
                .orElse(0L);
    }

    @Override
    public String getCurrent() {
        Collection current = collector.current();
        return current == null ? NONE : current.run();
    }

    @Override
    public String getProgress() {
        Collection current = collector.current();
        return current == null ? NONE : current.done() + " of " + current.known();
    }

    @Override
    public String getNext() {
        return windows.nextFiring().map(Instant::toString).orElse(NONE);
    }

    @Override
    public String getPaused() {
        return pause.current().map(state -> state.at() + " by " + state.by()).orElse(NONE);
    }

    @Override
    public String collectNow() throws Exception {
        return operations.ask(user -> Request.collect(null, null, user));
    }

    @Override
    public String collectRange(String from, String to) throws Exception {
        Instant begin = Request.instant("The begin", from);
        Instant end = Request.instant("The end", to);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException("The end must be later than the begin");
        }
        return operations.ask(user -> Request.collect(begin, end, user));
    }

    @Override
    public String pause() throws Exception {
        return operations.doNow("pause", user -> {
            pause.begin(user);
            return "Paused; current work is completed";
        });
    }

    @Override
    public String resume() throws Exception {
        return operations.doNow("resume", user -> {
            pause.end(user);
            return "Resumed";
        });
    }

    private String time(Function<Schedule, Instant> which) {
        return figures.schedule().map(which).map(Instant::toString).orElse(NONE);
    }
}

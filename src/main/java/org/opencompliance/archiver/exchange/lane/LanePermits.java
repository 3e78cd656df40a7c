package org.opencompliance.archiver.exchange.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The running requests of lanes with the same key in several {@link RequestLanes}, as of Camel contexts in one process that write to
 * the same mailboxes: together they keep the width of the lane. Safe for threads.
 */
public final class LanePermits {

    private final Map<String, Taken> lanes = new HashMap<>();

    private static final class Taken {
        private int running;
        private final List<Runnable> waiting = new ArrayList<>();
    }

    /**
     * Takes a permit of a lane.
     *
     * @param freed called once, after a permit of the lane was given back, if there is none now
     * @return whether there was one
     */
    synchronized boolean take(LaneName lane, Runnable freed) {
        Taken taken = lanes.computeIfAbsent(lane.key(), key -> new Taken());
        if (taken.running < lane.width()) {
            taken.running++;
            return true;
        }
        taken.waiting.add(freed);
        return false;
    }

    /** Gives a permit back. Those that wait try in the order in which they came; call it without a lock of theirs. */
    void release(LaneName lane) {
        released(lane).forEach(Runnable::run);
    }

    private synchronized List<Runnable> released(LaneName lane) {
        Taken taken = lanes.get(lane.key());
        taken.running--;
        List<Runnable> waiting = List.copyOf(taken.waiting);
        taken.waiting.clear();
        if (taken.running == 0) {
            lanes.remove(lane.key());
        }
        return waiting;
    }
}

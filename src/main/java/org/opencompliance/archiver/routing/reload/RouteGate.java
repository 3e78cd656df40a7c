package org.opencompliance.archiver.routing.reload;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Holds calls of routes that are about to be replaced, and counts the exchanges in them. An exchange that is in one of these
 * routes already enters the others, so it completes on the old routes. Thread-safe.
 */
public final class RouteGate {

    private static final String INSIDE = "archiverRoutesInside";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Map<String, Integer> active = new HashMap<>();
    private Held held = Held.NOTHING;
    private Set<String> lasting = Set.of();

    /**
     * The routes that are about to be replaced.
     *
     * @param endpoints the private endpoints at which they begin, such as {@code direct:map-users}
     * @param routes the ids of those that begin elsewhere
     */
    record Held(Set<String> endpoints, Set<String> routes) {

        static final Held NOTHING = new Held(Set.of(), Set.of());
    }

    /** Names the endpoints of routes with work at the completion of an exchange; the exchange is in them until then. */
    void lasting(Set<String> endpoints) {
        lasting = Set.copyOf(endpoints);
    }

    /** Holds calls from now on. */
    void hold(Held routes) {
        lock.lock();
        try {
            held = routes;
        } finally {
            lock.unlock();
        }
    }

    /** Lets all calls pass. */
    void open() {
        lock.lock();
        try {
            held = Held.NOTHING;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no exchange is in the held routes that begin at private endpoints. */
    boolean isIdle() {
        lock.lock();
        try {
            return held.endpoints().stream().noneMatch(active::containsKey);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while the endpoint is held, then counts the exchange.
     *
     * @return to run when the call has returned
     */
    Runnable enter(String endpoint, Exchange exchange) {
        Set<?> before = exchange.getProperty(INSIDE, Set.of(), Set.class);
        lock.lock();
        try {
            while (held.endpoints().contains(endpoint) && !isInside(before, exchange)) {
                opened.awaitUninterruptibly();
            }
            active.merge(endpoint, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        Set<Object> inside = new HashSet<>(before);
        inside.add(endpoint);
        exchange.setProperty(INSIDE, inside);
        if (lasting.contains(endpoint)) {
            exchange.getExchangeExtension().addOnCompletion(atCompletion(endpoint));
            return () -> exchange.setProperty(INSIDE, before);
        }
        return () -> {
            exchange.setProperty(INSIDE, before);
            leave(endpoint);
        };
    }

    private boolean isInside(Set<?> endpoints, Exchange exchange) {
        return endpoints.stream().anyMatch(held.endpoints()::contains)
                || exchange.getFromRouteId() != null && held.routes().contains(exchange.getFromRouteId());
    }

    private void leave(String endpoint) {
        lock.lock();
        try {
            active.computeIfPresent(endpoint, (any, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Runs last, because it is added before the work of the route at the completion. */
    private Synchronization atCompletion(String endpoint) {
        return new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange exchange) {
                leave(endpoint);
            }

            @Override
            public int getOrder() {
                return LOWEST;
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        };
    }
}

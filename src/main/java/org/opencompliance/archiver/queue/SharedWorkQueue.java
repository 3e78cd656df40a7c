package org.opencompliance.archiver.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.storage.MessageQueue;
import org.opencompliance.archiver.storage.MessageQueue.Message;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work queue that processes share. */
public final class SharedWorkQueue implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWorkQueue.class);
    private static final Duration MAX_WAIT = Duration.ofMillis(500);
    private static final Duration UNSETTLED = Duration.ofSeconds(30);
    private static final Duration DEPTH_EVERY = Duration.ofSeconds(2);
    private static final Duration PROGRESS_EVERY = Duration.ofMinutes(1);

    private final MessageQueue messages;
    private final WatchedObjectStore store;
    private final WorkOrderTexts texts;
    private final int permits;
    private final BooleanSupplier open;
    private final Map<WorkOrder, Deque<Message>> held = new HashMap<>();
    private final QueuePolling polling;
    private volatile boolean failing;
    private long settled;
    private long depthAt = System.nanoTime() - DEPTH_EVERY.toNanos();
    private int depth;

    /**
     * @param store has the originals that messages refer to
     * @param permits number of orders that may be held
     * @param open whether orders may be taken now
     */
    public SharedWorkQueue(
            MessageQueue messages,
            QueuePolling polling,
            WatchedObjectStore store,
            String connector,
            int permits,
            BooleanSupplier open) {
        this.messages = messages;
        this.polling = polling;
        this.store = store;
        this.texts = new WorkOrderTexts(store, connector);
        this.permits = permits;
        this.open = open;
    }

    @Override
    public void offer(WorkOrder order) throws IOException {
        String text = texts.write(order);
        try {
            messages.send(text);
        } catch (IOException e) {
            store.failed("queue work", e);
        }
    }

    @Override
    public List<WorkOrder> take() throws InterruptedException {
        int room = awaitRoom();
        if (room <= 0 || !open.getAsBoolean()) {
            return List.of();
        }
        List<WorkOrder> orders = new ArrayList<>();
        try {
            List<Message> received = messages.receive(room);
            failing = false;
            polling.answered(received.size());
            received.forEach(message -> hold(message, orders));
        } catch (IOException e) {
            failed(e);
        }
        return orders;
    }

    private void hold(Message message, List<WorkOrder> orders) {
        try {
            order(message).ifPresent(orders::add);
        } catch (IOException e) {
            failed(e);
            settle(message, null);
        }
    }

    /** Waits until a request is due and an order may be held; @return number of orders that may be held, 0 after the wait. */
    private synchronized int awaitRoom() throws InterruptedException {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        long left = MAX_WAIT.toNanos();
        while (left > 0 && (polling.untilNext() > 0 || freePermits() <= 0)) {
            long pause = polling.untilNext() > 0 ? Math.min(polling.untilNext(), left) : left;
            wait(Math.max(1, Duration.ofNanos(pause).toMillis()));
            left = end - System.nanoTime();
        }
        return left > 0 ? freePermits() : 0;
    }

    private int freePermits() {
        return permits - messages.held();
    }

    private void failed(IOException failure) {
        polling.failed();
        if (!failing) {
            LOG.warn("The work queue does not answer, importing waits: {}", failure.getMessage());
        }
        failing = true;
    }

    /** Reads and holds the order of a message; removes a message without an order. */
    private Optional<WorkOrder> order(Message message) throws IOException {
        Optional<WorkOrder> order = texts.read(message.text());
        if (order.isEmpty()) {
            LOG.warn("A message of the work queue names no original of this archive and is removed");
            settle(message, Settlement.DONE);
            return order;
        }
        WorkOrder taken = message.deliveries() > 1 ? order.get().handedOutAgain() : order.get();
        synchronized (this) {
            held.computeIfAbsent(taken, unused -> new ArrayDeque<>()).add(message);
        }
        return Optional.of(taken);
    }

    @Override
    public void settle(WorkOrder order, Settlement settlement) {
        Message message = release(order);
        if (message != null) {
            settle(message, settlement);
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private void settle(Message message, Settlement settlement) {
        try {
            if (settlement != null && settlement.done()) {
                messages.delete(message);
            } else {
                messages.putOff(message, pause(settlement));
            }
        } catch (IOException e) {
            // the queue delivers the message again when it is no longer hidden
            LOG.debug("A message of the work queue could not be settled: {}", e.getMessage());
        }
    }

    /** Equal orders are for the same item, so any of their messages can be settled. */
    private synchronized Message release(WorkOrder order) {
        settled++;
        Deque<Message> same = held.get(order);
        if (same == null) {
            return null;
        }
        Message message = same.poll();
        if (same.isEmpty()) {
            held.remove(order);
        }
        return message;
    }

    @Override
    public void renew() {
        messages.renew();
    }

    @Override
    public void releaseAll() {
        messages.releaseAll();
    }

    @Override
    public synchronized int depth() {
        if (System.nanoTime() - depthAt >= DEPTH_EVERY.toNanos()) {
            try {
                depth = messages.depth();
            } catch (IOException e) {
                LOG.debug("The depth of the work queue is not known: {}", e.getMessage());
            }
            depthAt = System.nanoTime();
        }
        return depth;
    }

    @Override
    public int held() {
        return messages.held();
    }

    @Override
    public boolean isFailing() {
        return failing;
    }

    /** Other processes settle orders too, so it also changes with time: every minute, and every 2 s when no order waits. */
    @Override
    public synchronized String progress() {
        Duration every = depth() == 0 ? DEPTH_EVERY : PROGRESS_EVERY;
        return settled + " " + System.nanoTime() / every.toNanos();
    }

    /** The pause in whole seconds, the unit of the queue service. */
    private static Duration pause(Settlement settlement) {
        Duration pause = settlement == null ? UNSETTLED : settlement.again();
        return Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds()));
    }
}

package org.opencompliance.archiver.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.queue.ReceivedOrders.Received;
import org.opencompliance.archiver.storage.MessageQueue;
import org.opencompliance.archiver.storage.MessageQueue.Message;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work queue that processes share. Its requests run beside the work, so that no place for an order waits for one. */
public final class SharedWorkQueue implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWorkQueue.class);
    private static final Duration MAX_WAIT = Duration.ofMillis(500);
    private static final Duration DEPTH_EVERY = Duration.ofSeconds(2);
    private static final Duration PROGRESS_EVERY = Duration.ofMinutes(1);
    /** After this time an order that is not handed out returns to the queue, where a faster process finds it. */
    private static final Duration LONGEST_READY = Duration.ofSeconds(10);

    private final MessageQueue messages;
    private final WatchedObjectStore store;
    private final WorkOrderTexts texts;
    private final ReceivedOrders received;
    private final MessageSettlement settlement;
    private final int permits;
    private final BooleanSupplier open;
    private final Map<WorkOrder, Deque<Message>> held = new HashMap<>();
    private int handedOut;
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
        this.store = store;
        this.texts = new WorkOrderTexts(store, connector);
        this.received = new ReceivedOrders(messages, polling, texts, permits, this::changed);
        this.settlement = new MessageSettlement(messages);
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
        boolean taking = open.getAsBoolean();
        received.giveBack(taking ? LONGEST_READY : Duration.ZERO);
        await(taking);
        // the queue may close during the wait
        return taking && open.getAsBoolean() ? handOut() : List.of();
    }

    /** Waits for an order that may be handed out; starts the requests to the queue meanwhile. */
    private synchronized void await(boolean taking) throws InterruptedException {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        long left = MAX_WAIT.toNanos();
        while (left > 0 && !(taking && canHandOut())) {
            long due = left;
            if (taking) {
                received.receiveIfDue();
                due = Math.min(left, received.untilDue());
            }
            wait(Math.max(1, Duration.ofNanos(due).toMillis()));
            left = end - System.nanoTime();
        }
        if (taking) {
            received.receiveIfDue();
        }
    }

    private boolean canHandOut() {
        return handedOut < permits && !received.isEmpty();
    }

    private synchronized void changed() {
        notifyAll();
    }

    private synchronized List<WorkOrder> handOut() {
        List<WorkOrder> orders = new ArrayList<>();
        while (canHandOut()) {
            Received next = received.poll();
            held.computeIfAbsent(next.order(), unused -> new ArrayDeque<>()).add(next.message());
            handedOut++;
            orders.add(next.order());
        }
        return orders;
    }

    @Override
    public void settle(WorkOrder order, Settlement result) {
        Message message = release(order);
        if (message != null) {
            settlement.settle(message, result);
        }
        changed();
    }

    /** Equal orders are for the same item, so any of their messages can be settled. */
    private synchronized Message release(WorkOrder order) {
        settled++;
        Deque<Message> same = held.get(order);
        if (same == null) {
            return null;
        }
        handedOut--;
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
        received.release();
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
    public synchronized int held() {
        return handedOut;
    }

    @Override
    public boolean isFailing() {
        return received.isFailing();
    }

    /** Other processes settle orders too, so it also changes with time: every minute, and every 2 s when no order waits. */
    @Override
    public synchronized String progress() {
        Duration every = depth() == 0 ? DEPTH_EVERY : PROGRESS_EVERY;
        return settled + " " + System.nanoTime() / every.toNanos();
    }
}

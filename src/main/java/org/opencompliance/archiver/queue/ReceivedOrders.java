package org.opencompliance.archiver.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opencompliance.archiver.storage.MessageQueue;
import org.opencompliance.archiver.storage.MessageQueue.Message;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that were received and not handed out yet, so that no place for an order waits for a request: no more than were handed
 * out in the last seconds, than may be held, and than one answer has. The orders of an answer are looked up at the same time, as
 * each look takes as long as a request.
 * Safe for any number of threads.
 */
final class ReceivedOrders {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedOrders.class);
    private static final Settlement AT_ONCE = new Settlement(Duration.ZERO);

    private final MessageQueue messages;
    private final QueuePolling polling;
    private final WorkOrderTexts texts;
    private final MessageSettlement settlement;
    private final int permits;
    private final RecentOrders recent = new RecentOrders();
    private final Runnable changed;
    private final ExecutorService requests = Executors.newCachedThreadPool(ReceivedOrders::daemon);
    private final Deque<Received> ready = new ArrayDeque<>();
    private boolean receiving;
    private boolean released;
    private volatile boolean failing;

    /** A received order with its message. */
    record Received(WorkOrder order, Message message, long nanos) {}

    /**
     * @param permits number of orders that may be held
     * @param changed runs after a request has ended, and for each order
     */
    ReceivedOrders(MessageQueue messages, QueuePolling polling, WorkOrderTexts texts, int permits, Runnable changed) {
        this.messages = messages;
        this.polling = polling;
        this.texts = texts;
        this.settlement = new MessageSettlement(messages);
        this.permits = permits;
        this.changed = changed;
    }

    /** Nanoseconds until the next request is due. */
    synchronized long untilDue() {
        return receiving || released || wanted() <= 0 ? Long.MAX_VALUE : polling.untilNext();
    }

    /** Starts a request to the queue if one is due. */
    synchronized void receiveIfDue() {
        if (untilDue() <= 0) {
            receiving = true;
            int most = wanted();
            requests.execute(() -> receive(most));
        }
    }

    synchronized boolean isEmpty() {
        return ready.isEmpty();
    }

    /** The next order, null when there is none. */
    synchronized Received poll() {
        Received next = ready.poll();
        if (next != null) {
            recent.add();
        }
        return next;
    }

    /** Returns the orders that were received so long ago to the queue. */
    void giveBack(Duration age) {
        List<Received> late = new ArrayList<>();
        synchronized (this) {
            while (!ready.isEmpty() && System.nanoTime() - ready.peek().nanos() >= age.toNanos()) {
                late.add(ready.poll());
            }
        }
        late.forEach(one -> settlement.settle(one.message(), AT_ONCE));
    }

    /** Returns all messages to the queue, now and after a request in progress. */
    void release() {
        synchronized (this) {
            released = true;
            ready.clear();
        }
        messages.releaseAll();
    }

    /** Whether the last request failed. */
    boolean isFailing() {
        return failing;
    }

    private int wanted() {
        int ahead = Math.min(Math.min(permits, MessageQueue.LARGEST_ANSWER), recent.count());
        return permits + ahead - messages.held();
    }

    private void receive(int most) {
        try {
            List<Message> received = messages.receive(most);
            failing = false;
            polling.answered(received.size());
            CompletableFuture.allOf(received.stream()
                            .map(message -> CompletableFuture.runAsync(() -> look(message), requests))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (IOException e) {
            failed(e);
        } finally {
            ended();
        }
    }

    private void ended() {
        boolean over;
        synchronized (this) {
            receiving = false;
            over = released;
        }
        if (over) {
            messages.releaseAll();
        }
        changed.run();
    }

    private void look(Message message) {
        try {
            Optional<WorkOrder> order = texts.read(message.text(), message.deliveries() > 1);
            if (order.isPresent()) {
                add(new Received(order.get(), message, System.nanoTime()));
            } else {
                LOG.warn("A message of the work queue names no original of this archive and is removed");
                settlement.settle(message, Settlement.DONE);
            }
        } catch (IOException e) {
            failed(e);
            settlement.settle(message, null);
        }
    }

    private void add(Received order) {
        synchronized (this) {
            if (!released) {
                ready.add(order);
            }
        }
        changed.run();
    }

    private synchronized void failed(IOException failure) {
        polling.failed();
        if (!failing) {
            LOG.warn("The work queue does not answer, importing waits: {}", failure.getMessage());
        }
        failing = true;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "work-queue");
        thread.setDaemon(true);
        return thread;
    }
}

package org.opencompliance.archiver.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import com.azure.storage.queue.models.UpdateMessageResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queue messages that this process works on. Each is kept invisible to others until it is given back; every renewal makes a new
 * receipt, and only the newest one counts. Safe for any number of threads.
 */
public final class QueueLeases {

    private static final Set<QueueErrorCode> LOST =
            Set.of(QueueErrorCode.MESSAGE_NOT_FOUND, QueueErrorCode.POP_RECEIPT_MISMATCH);

    private final QueueClient queue;
    private final int capacity;
    private final Duration visibility;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    /**
     * @param capacity how many messages may be held
     * @param visibility for how long a renewal keeps a message invisible
     */
    public QueueLeases(QueueClient queue, int capacity, Duration visibility) {
        this.queue = queue;
        this.capacity = capacity;
        this.visibility = visibility;
    }

    /**
     * Makes the queue unless it is there.
     *
     * @throws IOException when it is missing and may not be made, or the service cannot be asked
     */
    public static void make(QueueClient queue) throws IOException {
        try {
            queue.createIfNotExists();
        } catch (RuntimeException e) {
            requireThere(queue, e);
        }
    }

    /** An identity that may not make queues can still use the one that is there. */
    private static void requireThere(QueueClient queue, RuntimeException refusal) throws IOException {
        try {
            queue.getProperties();
        } catch (RuntimeException e) {
            throw new IOException(
                    "The queue " + queue.getQueueName() + " cannot be used or made: " + AzureCall.describe(refusal));
        }
    }

    /** How many more messages may be taken. */
    public int free() {
        return Math.max(0, capacity - held.size());
    }

    /** How many messages are held. */
    public int held() {
        return held.size();
    }

    /** Holds a message that was just received. */
    public void take(QueueMessageItem message) {
        held.put(message.getMessageId(), new Lease(message));
    }

    /** Renews all that are held; to be called several times within the visibility. Others are not kept by one that fails. */
    public void renew() {
        held.values().forEach(Lease::renew);
    }

    /**
     * Gives a message up: it is not renewed any longer.
     *
     * @return the newest receipt, or nothing when somebody else has the message by now
     */
    public Optional<String> release(String messageId) {
        Lease lease = held.remove(messageId);
        return lease == null ? Optional.empty() : lease.end();
    }

    /** Gives all up at once, and lets others have them without waiting. */
    public void releaseAll() {
        for (Map.Entry<String, Lease> entry : held.entrySet()) {
            held.remove(entry.getKey());
            entry.getValue().giveBack();
        }
    }

    /** About how many messages there are, the invisible ones included. */
    public int depth() throws IOException {
        try {
            return (int) Math.min(Integer.MAX_VALUE, queue.getProperties().getApproximateMessagesCountLong());
        } catch (RuntimeException e) {
            throw AzureCall.failure(e);
        }
    }

    private final class Lease {

        private final String id;
        private final String text;
        private String receipt;
        private boolean over;

        Lease(QueueMessageItem message) {
            this.id = message.getMessageId();
            this.text = message.getBody().toString();
            this.receipt = message.getPopReceipt();
        }

        synchronized void renew() {
            if (!over && receipt != null) {
                update(visibility);
            }
        }

        synchronized void giveBack() {
            over = true;
            if (receipt != null) {
                update(Duration.ZERO);
            }
        }

        synchronized Optional<String> end() {
            over = true;
            return Optional.ofNullable(receipt);
        }

        private void update(Duration invisible) {
            try {
                UpdateMessageResult renewed = queue.updateMessageWithResponse(
                                id, receipt, text, invisible, null, Context.NONE)
                        .getValue();
                receipt = renewed.getPopReceipt();
            } catch (QueueStorageException e) {
                if (LOST.contains(e.getErrorCode())) {
                    receipt = null;
                }
            } catch (RuntimeException e) {
                // no answer: the old receipt may still be good, the next renewal tells
                return;
            }
        }
    }
}

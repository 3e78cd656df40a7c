package org.opencompliance.archiver.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import com.azure.storage.queue.models.UpdateMessageResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.storage.MessageQueue;

/** A queue of Azure Storage. Each renewal of a message makes a new pop receipt, and only the newest receipt is valid. */
public final class AzureMessageQueue implements MessageQueue {

    /** The service hides a message for at most 7 days. */
    private static final Duration MAX_DELAY = Duration.ofDays(7);

    /** A message is renewed after this part of the time for which it is hidden: most are settled earlier. */
    private static final int RENEWALS = 3;

    private static final Duration NO_EXPIRY = Duration.ofSeconds(-1);
    private static final Duration NOW = Duration.ZERO;
    private static final Set<QueueErrorCode> LOST =
            Set.of(QueueErrorCode.MESSAGE_NOT_FOUND, QueueErrorCode.POP_RECEIPT_MISMATCH);

    private final QueueClient queue;
    private final Duration visibility;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    /** @param visibility how long a received or renewed message is hidden from other processes */
    public AzureMessageQueue(QueueClient queue, Duration visibility) {
        this.queue = queue;
        this.visibility = visibility;
    }

    /**
     * Creates the queue if it does not exist.
     *
     * @throws IOException when it does not exist and may not be created, or the service does not answer
     */
    public static void create(QueueClient queue) throws IOException {
        try {
            queue.createIfNotExists();
        } catch (RuntimeException e) {
            requireExists(queue, e);
        }
    }

    /** An identity that may not create queues can still use an existing one. */
    private static void requireExists(QueueClient queue, RuntimeException refusal) throws IOException {
        try {
            queue.getProperties();
        } catch (RuntimeException e) {
            throw new IOException(
                    "The queue " + queue.getQueueName() + " cannot be used or created: " + AzureCall.describe(refusal));
        }
    }

    @Override
    public void send(String text) throws IOException {
        call(() -> queue.sendMessageWithResponse(text, NOW, NO_EXPIRY, null, Context.NONE));
    }

    @Override
    public List<Message> receive(int most) throws IOException {
        int count = Math.min(LARGEST_ANSWER, most);
        List<Message> messages = new ArrayList<>();
        for (QueueMessageItem item : call(() -> queue.receiveMessages(count, visibility, null, Context.NONE).stream()
                .toList())) {
            Message message = new Message(item.getMessageId(), item.getBody().toString(), item.getDequeueCount());
            held.put(message.id(), new Lease(message, item.getPopReceipt()));
            messages.add(message);
        }
        return messages;
    }

    @Override
    public void delete(Message message) throws IOException {
        Optional<String> receipt = release(message);
        if (receipt.isPresent()) {
            call(() -> queue.deleteMessageWithResponse(message.id(), receipt.get(), null, Context.NONE));
        }
    }

    @Override
    public void putOff(Message message, Duration delay) throws IOException {
        Optional<String> receipt = release(message);
        if (receipt.isPresent()) {
            Duration shortest = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
            call(() -> queue.updateMessageWithResponse(
                    message.id(), receipt.get(), message.text(), shortest, null, Context.NONE));
        }
    }

    @Override
    public void renew() {
        held.values().forEach(Lease::renew);
    }

    @Override
    public void releaseAll() {
        for (Map.Entry<String, Lease> entry : held.entrySet()) {
            held.remove(entry.getKey());
            entry.getValue().giveBack();
        }
    }

    @Override
    public int held() {
        return held.size();
    }

    @Override
    public int depth() throws IOException {
        return (int)
                Math.min(Integer.MAX_VALUE, call(() -> queue.getProperties().getApproximateMessagesCountLong()));
    }

    /** Stops the renewal; the newest receipt, or nothing when another process has the message. */
    private Optional<String> release(Message message) {
        Lease lease = held.remove(message.id());
        return lease == null ? Optional.empty() : lease.end();
    }

    private static <T> T call(AzureCall<T> call) throws IOException {
        try {
            return call.make();
        } catch (QueueStorageException e) {
            if (LOST.contains(e.getErrorCode())) {
                // another process has received the message meanwhile
                return null;
            }
            throw AzureCall.failure(e);
        } catch (RuntimeException e) {
            throw AzureCall.failure(e);
        }
    }

    private final class Lease {

        private final Message message;
        private String receipt;
        private long since = System.nanoTime();
        private boolean over;

        Lease(Message message, String receipt) {
            this.message = message;
            this.receipt = receipt;
        }

        synchronized void renew() {
            boolean due =
                    System.nanoTime() - since >= visibility.dividedBy(RENEWALS).toNanos();
            if (due && !over && receipt != null) {
                update(visibility);
            }
        }

        synchronized void giveBack() {
            over = true;
            if (receipt != null) {
                update(NOW);
            }
        }

        synchronized Optional<String> end() {
            over = true;
            return Optional.ofNullable(receipt);
        }

        private void update(Duration hidden) {
            long asked = System.nanoTime();
            try {
                UpdateMessageResult renewed = queue.updateMessageWithResponse(
                                message.id(), receipt, message.text(), hidden, null, Context.NONE)
                        .getValue();
                receipt = renewed.getPopReceipt();
                since = asked;
            } catch (QueueStorageException e) {
                if (LOST.contains(e.getErrorCode())) {
                    receipt = null;
                }
            } catch (RuntimeException e) {
                // no answer: the old receipt may still be valid, the next renewal shows
                return;
            }
        }
    }
}

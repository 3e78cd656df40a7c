package org.opencompliance.sandbox.storage;

import static org.opencompliance.sandbox.storage.StorageAnswers.element;
import static org.opencompliance.sandbox.storage.StorageAnswers.error;
import static org.opencompliance.sandbox.storage.StorageAnswers.xml;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.HttpDate;
import org.opencompliance.sandbox.http.Request;

/** The requests of the Queue service that a work queue needs, for messages in memory. */
final class QueueRequests {

    private static final String START = "<MessageText>";
    private static final String END = "</MessageText>";
    private static final Duration KEPT = Duration.ofDays(7);

    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private final AtomicLong receipts = new AtomicLong();
    private final Clock clock = Clock.systemUTC();

    /** The kind of a request. */
    static StorageOperation operation(Request request) {
        int depth = request.segments().size();
        if (depth == 2) {
            return request.query().containsKey("comp") ? StorageOperation.QUEUE_LOOK : StorageOperation.QUEUE_CREATE;
        }
        return switch (request.method()) {
            case "POST" -> StorageOperation.MESSAGE_SEND;
            case "GET" -> StorageOperation.MESSAGES_RECEIVE;
            case "PUT" -> StorageOperation.MESSAGE_UPDATE;
            default -> StorageOperation.MESSAGE_DELETE;
        };
    }

    Answer answer(StorageOperation operation, Request request) {
        List<String> path = request.segments();
        if (operation == StorageOperation.QUEUE_CREATE) {
            return Answer.empty(queues.putIfAbsent(path.get(1), new Queue()) == null ? 201 : 204);
        }
        Queue queue = queues.get(path.get(1));
        if (queue == null) {
            return error(404, "QueueNotFound");
        }
        return switch (operation) {
            case QUEUE_LOOK -> Answer.empty(200).with("x-ms-approximate-messages-count", "" + queue.size());
            case MESSAGE_SEND -> sent(queue.send(text(request), hidden(request, "0")));
            case MESSAGES_RECEIVE -> received(queue, request);
            case MESSAGE_UPDATE -> queue.update(path.get(3), request, text(request), hidden(request, "30"));
            default -> queue.delete(path.get(3), request);
        };
    }

    private Answer received(Queue queue, Request request) {
        int most = Integer.parseInt(request.query().getOrDefault("numofmessages", "1"));
        StringBuilder list = new StringBuilder("<QueueMessagesList>");
        for (Message message : queue.receive(most, hidden(request, "30"))) {
            list.append(facts(message).replace("</QueueMessage>", ""))
                    .append(element("DequeueCount", message.deliveries))
                    .append(element("MessageText", message.text))
                    .append("</QueueMessage>");
        }
        return xml(200, list + "</QueueMessagesList>");
    }

    private Answer sent(Message message) {
        return xml(201, "<QueueMessagesList>" + facts(message) + "</QueueMessagesList>");
    }

    private String facts(Message message) {
        return "<QueueMessage>" + element("MessageId", message.id)
                + element("InsertionTime", HttpDate.format(now()))
                + element("ExpirationTime", HttpDate.format(now().plus(KEPT)))
                + element("PopReceipt", message.receipt)
                + element("TimeNextVisible", HttpDate.format(now()))
                + "</QueueMessage>";
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static String text(Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        int start = body.indexOf(START);
        return start < 0 ? "" : body.substring(start + START.length(), body.indexOf(END));
    }

    private static long hidden(Request request, String usual) {
        return Duration.ofSeconds(Long.parseLong(request.query().getOrDefault("visibilitytimeout", usual)))
                .toNanos();
    }

    private static final class Message {
        private final String id = UUID.randomUUID().toString();
        private String text;
        private String receipt = "0";
        private int deliveries;
        private long visible;
    }

    private final class Queue {
        private final Map<String, Message> messages = new LinkedHashMap<>();
        private final PriorityQueue<Message> order =
                new PriorityQueue<>((left, right) -> Long.compare(left.visible - right.visible, 0));

        synchronized int size() {
            return messages.size();
        }

        synchronized Message send(String text, long hidden) {
            Message message = new Message();
            message.text = text;
            message.visible = System.nanoTime() + hidden;
            messages.put(message.id, message);
            order.add(message);
            return message;
        }

        synchronized List<Message> receive(int most, long hidden) {
            long now = System.nanoTime();
            List<Message> found = new ArrayList<>();
            while (found.size() < most && !order.isEmpty() && order.peek().visible - now <= 0) {
                found.add(order.poll());
            }
            found.forEach(message -> {
                message.deliveries++;
                message.receipt = Long.toString(receipts.incrementAndGet());
                message.visible = now + hidden;
                order.add(message);
            });
            return found;
        }

        synchronized Answer update(String id, Request request, String text, long hidden) {
            Message message = messages.get(id);
            if (message == null) {
                return error(404, "MessageNotFound");
            }
            if (!message.receipt.equals(request.query().get("popreceipt"))) {
                return error(400, "PopReceiptMismatch");
            }
            order.remove(message);
            message.text = text.isEmpty() ? message.text : text;
            message.receipt = Long.toString(receipts.incrementAndGet());
            message.visible = System.nanoTime() + hidden;
            order.add(message);
            return Answer.empty(204)
                    .with("x-ms-popreceipt", message.receipt)
                    .with("x-ms-time-next-visible", HttpDate.format(now()));
        }

        synchronized Answer delete(String id, Request request) {
            Message message = messages.get(id);
            if (message == null) {
                return error(404, "MessageNotFound");
            }
            if (!message.receipt.equals(request.query().get("popreceipt"))) {
                return error(400, "PopReceiptMismatch");
            }
            messages.remove(id);
            order.remove(message);
            return Answer.empty(204);
        }
    }
}

package org.opencompliance.archiver.routing;

import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.azure.storage.queue.QueueConstants;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.azure.QueueLeases;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;
import org.opencompliance.archiver.work.WorkQueue;
import org.opencompliance.archiver.work.WorkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work queue that processes share: what lies in it, how much of it this process holds, and what becomes of a message after a
 * turn. A message that is lost or comes twice does no harm: the sweep finds what is left, the claims keep two workers apart.
 */
public final class SharedWork implements WorkQueue {

    /** What becomes of a message. */
    public enum Fate {
        DELETE,
        PUT_OFF,
        LEAVE
    }

    private static final Logger LOG = LoggerFactory.getLogger(SharedWork.class);
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final Duration UNSETTLED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String FATE = "fate";
    private static final int MOST_AT_ONCE = 32;
    private static final Duration LOOK_AT_DEPTH_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

    private final JsonObjects<Text> texts = new JsonObjects<>(null, Text.class);
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final QueueLeases leases;
    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final String connector;
    private final BooleanSupplier open;
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean failing;
    private long settled;
    private long depthAt = System.nanoTime() - LOOK_AT_DEPTH_EVERY.toNanos();
    private int depth;

    /**
     * @param store has the originals that messages refer to
     * @param open whether messages may be taken now
     */
    public SharedWork(QueueLeases leases, ObjectStore store, String connector, BooleanSupplier open) {
        this.leases = leases;
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.connector = connector;
        this.open = open;
    }

    /** What a message says; what the item is, the original says. */
    record Text(String name, String replayBy, boolean again) {}

    /** How many messages may be asked for now; the service gives at most 32 at once. */
    public int mostToTake() {
        boolean paused = pausedUntil - System.nanoTime() > 0;
        return paused || !open.getAsBoolean() ? 0 : Math.min(MOST_AT_ONCE, leases.free());
    }

    /** The queue was asked and answered. */
    public void answered() {
        failing = false;
    }

    @Override
    public boolean isFailing() {
        return failing;
    }

    /** Holds a message that was received. */
    public void take(QueueMessageItem message) {
        leases.take(message);
    }

    /** The queue could not be asked: it is left alone for a moment. */
    public void unreachable(Throwable failure) {
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
        if (!failing) {
            LOG.warn("The work queue cannot be asked: {}", failure.getClass().getSimpleName());
        }
        failing = true;
    }

    /** Makes a message of a work order, which may wait for ever. */
    public void prepare(Exchange exchange, WorkOrder order) throws IOException {
        exchange.getMessage().setHeader(QueueConstants.TIME_TO_LIVE, FOR_EVER);
        Text text = new Text(order.item().name(), order.replayBy(), order.again());
        exchange.getMessage().setBody(new String(JsonObjects.bytes(text), StandardCharsets.UTF_8));
    }

    /**
     * The work order that a message stands for. Who can write to the queue can ask for work on an original, and nothing else.
     *
     * @return null when it stands for none; such a message is removed
     */
    public WorkOrder order(QueueMessageItem message) throws IOException {
        Optional<WorkOrder> order = read(message);
        if (order.isEmpty()) {
            LOG.warn("A message of the work queue names no original and is removed");
            unreadable.add(message.getMessageId());
            return null;
        }
        return message.getDequeueCount() > 1 ? order.get().handedOutAgain() : order.get();
    }

    private Optional<WorkOrder> read(QueueMessageItem message) throws IOException {
        Text text;
        try {
            text = texts.parse(message.getBody().toBytes());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (text == null || text.name() == null || !isOriginal(text.name())) {
            return Optional.empty();
        }
        Optional<StagedItem> staged = store.info(text.name()).flatMap(there -> StagedItem.of(connector, there));
        // the record still knows an original that is missing or overwritten
        return (staged.isPresent() ? staged : recorded(text.name()))
                .map(item -> new WorkOrder(item, text.replayBy(), text.again()));
    }

    private Optional<StagedItem> recorded(String name) throws IOException {
        return records.read(StagedItem.recordNameOf(name))
                .map(found -> found.value().item());
    }

    private boolean isOriginal(String name) {
        try {
            ObjectNames.requireName(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return name.startsWith("staged/" + connector + "/") && name.endsWith(".eml");
    }

    /** Renews what is held. */
    public void renew() {
        leases.renew();
    }

    /** Lets others have what is held, at the end of the process. */
    public void releaseAll() {
        leases.releaseAll();
    }

    /**
     * A turn is over: says as the variable {@code fate} what becomes of its message, as headers which one that is, and as body what
     * it shall hold.
     *
     * @param order null when the message stands for none, or when that could not be found out
     * @param settlement null when the turn ended without a word
     */
    public void settle(Exchange exchange, QueueMessageItem message, WorkOrder order, Settlement settlement) {
        count();
        Optional<String> receipt = leases.release(message.getMessageId());
        if (receipt.isEmpty()) {
            exchange.setVariable(FATE, Fate.LEAVE);
            return;
        }
        boolean done = unreadable.remove(message.getMessageId()) || settlement != null && settlement.done();
        exchange.setVariable(FATE, done ? Fate.DELETE : Fate.PUT_OFF);
        Message out = exchange.getMessage();
        out.setHeader(QueueConstants.MESSAGE_ID, message.getMessageId());
        out.setHeader(QueueConstants.POP_RECEIPT, receipt.get());
        if (!done) {
            out.setHeader(QueueConstants.VISIBILITY_TIMEOUT, pause(settlement));
            out.setBody(message.getBody().toString());
        }
    }

    @Override
    public synchronized int depth() {
        if (System.nanoTime() - depthAt >= LOOK_AT_DEPTH_EVERY.toNanos()) {
            try {
                depth = leases.depth();
            } catch (IOException e) {
                LOG.debug("The depth of the work queue is not known: {}", e.getMessage());
            }
            depthAt = System.nanoTime();
        }
        return depth;
    }

    @Override
    public int held() {
        return leases.held();
    }

    /** Others end turns too: while there is work left a look now and then must do, and when there is none, one at once. */
    @Override
    public synchronized String progress() {
        Duration every = depth() == 0 ? LOOK_AT_DEPTH_EVERY : LOOK_AGAIN_AFTER;
        return settled + " " + System.nanoTime() / every.toNanos();
    }

    private synchronized void count() {
        settled++;
    }

    private static Duration pause(Settlement settlement) {
        Duration pause = settlement == null ? UNSETTLED : settlement.again();
        Duration whole = Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds()));
        return whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
    }
}

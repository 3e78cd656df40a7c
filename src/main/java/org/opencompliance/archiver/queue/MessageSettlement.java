package org.opencompliance.archiver.queue;

import java.io.IOException;
import java.time.Duration;
import org.opencompliance.archiver.storage.MessageQueue;
import org.opencompliance.archiver.storage.MessageQueue.Message;
import org.opencompliance.archiver.work.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes messages whose orders are done and returns the others. Safe for any number of threads. */
final class MessageSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSettlement.class);
    private static final Duration UNSETTLED = Duration.ofSeconds(30);

    private final MessageQueue messages;

    MessageSettlement(MessageQueue messages) {
        this.messages = messages;
    }

    /** @param settlement null when the attempt ended without a result */
    void settle(Message message, Settlement settlement) {
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

    /** The pause in whole seconds, the unit of the queue service. */
    private static Duration pause(Settlement settlement) {
        Duration pause = settlement == null ? UNSETTLED : settlement.again();
        return Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds()));
    }
}

package org.opencompliance.archiver.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A queue that processes share. A received message is hidden from the other processes and is renewed until it is settled. Messages can be
 * lost or arrive twice. Safe for any number of threads.
 */
public interface MessageQueue {

    /** The most messages in one answer; Azure delivers no more. */
    int LARGEST_ANSWER = 32;

    /**
     * A received message.
     *
     * @param deliveries number of deliveries by the queue, this one included
     */
    record Message(String id, String text, long deliveries) {}

    /** Sends a message that does not expire. */
    void send(String text) throws IOException;

    /** Receives and holds up to the given number of messages, as many as the queue delivers in one request; does not wait for any. */
    List<Message> receive(int most) throws IOException;

    /** Deletes a held message, unless another process has received it meanwhile. */
    void delete(Message message) throws IOException;

    /** Returns a held message to the queue, where it stays hidden for the given time, unless another process has received it meanwhile. */
    void putOff(Message message, Duration delay) throws IOException;

    /** Extends the time for which the held messages are hidden; call it several times within that time. */
    void renew();

    /** Returns all held messages to the queue at once. */
    void releaseAll();

    /** Number of held messages. */
    int held();

    /** Approximate number of messages in the queue, the hidden ones included. */
    int depth() throws IOException;
}

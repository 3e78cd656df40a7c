package org.opencompliance.archiver.lead;

/** A collection was requested in a process that lost the leadership; the leader runs the missed ones of the schedule. */
public final class NotLeadingException extends CollectionRefusedException {

    public NotLeadingException() {
        super("Another process leads now: request the collection again");
    }
}

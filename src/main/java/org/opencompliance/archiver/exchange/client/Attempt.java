package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.WriteFence;

/**
 * The purpose of a request, as far as the meaning of a refusal depends on it.
 *
 * @param what the description for messages, without names and addresses
 * @param target the object that the request reads or changes
 * @param fence checked before the request goes out, null for a read
 */
record Attempt(String what, Target target, WriteFence fence) {

    /** The object that a refusal concerns. */
    enum Target {
        DIRECTORY,
        MAILBOX,
        ATTACHMENT
    }

    static Attempt read(String what) {
        return new Attempt(what, Target.MAILBOX, null);
    }

    boolean write() {
        return fence != null;
    }
}

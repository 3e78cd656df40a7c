package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.WriteFence;

/**
 * What a request is for, as far as the meaning of a refusal depends on it.
 *
 * @param what the attempt in words, for messages: no names, no addresses
 * @param target what is asked or changed
 * @param fence asked before it goes out, null for one that only reads
 */
record Attempt(String what, Target target, WriteFence fence) {

    /** What a refusal is about. */
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

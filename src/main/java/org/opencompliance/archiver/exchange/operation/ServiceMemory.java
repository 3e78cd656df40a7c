package org.opencompliance.archiver.exchange.operation;

import java.time.InstantSource;

/**
 * The state of a service and its mailboxes from earlier requests, shared by all imports.
 *
 * @param folders the folder of each mailbox
 * @param begun the messages that lack parts
 * @param border the size from which attachments go by upload session
 * @param looks the looks that wait for a mailbox
 * @param clock the local clock
 */
record ServiceMemory(
        MailboxFolders folders, BegunMessages begun, AttachmentBorder border, SharedLooks looks, InstantSource clock) {

    /** @param mostLooks the maximum of looks that share a request */
    static ServiceMemory of(int mostLooks, InstantSource clock) {
        return new ServiceMemory(
                new MailboxFolders(clock),
                new BegunMessages(),
                new AttachmentBorder(),
                new SharedLooks(mostLooks, new LookWitnesses(clock)),
                clock);
    }
}

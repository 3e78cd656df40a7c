package org.opencompliance.archiver.exchange.operation;

import java.time.InstantSource;

/**
 * The state of a service and its mailboxes from earlier requests, shared by all imports.
 *
 * @param folders the folder of each mailbox
 * @param begun the messages that lack parts
 * @param border the size from which attachments go by upload session
 * @param clock the local clock
 */
record ServiceMemory(MailboxFolders folders, BegunMessages begun, AttachmentBorder border, InstantSource clock) {

    static ServiceMemory of(InstantSource clock) {
        return new ServiceMemory(new MailboxFolders(clock), new BegunMessages(), new AttachmentBorder(), clock);
    }
}

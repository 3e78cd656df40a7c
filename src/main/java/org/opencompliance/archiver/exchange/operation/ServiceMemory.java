package org.opencompliance.archiver.exchange.operation;

import java.time.InstantSource;

/**
 * What is known of a service and its mailboxes from the requests before, shared by all imports.
 *
 * @param folders the folder of each mailbox
 * @param begun the messages that miss parts
 * @param border which way attachments go
 * @param clock ours
 */
record ServiceMemory(MailboxFolders folders, BegunMessages begun, AttachmentBorder border, InstantSource clock) {

    static ServiceMemory of(InstantSource clock) {
        return new ServiceMemory(new MailboxFolders(clock), new BegunMessages(), new AttachmentBorder(), clock);
    }
}

/**
 * An item: one message archived at the source, from its bytes to the mail that is imported.
 *
 * <p>Plain Java on the model of a mail; knows nothing of routes, storage or the mailbox it ends up in.
 */
package org.opencompliance.archiver.item;

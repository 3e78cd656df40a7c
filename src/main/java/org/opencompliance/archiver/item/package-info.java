/**
 * An item: one message archived at the source, from its bytes to the mail that is imported.
 *
 * <p>Plain Java on the mail model; independent of routes, storage and the target mailbox.
 */
package org.opencompliance.archiver.item;

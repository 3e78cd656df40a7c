/**
 * Finds the mailboxes of an item: the custom mapping from mobile numbers to mailboxes, the answers of the directory,
 * and the resulting plan.
 *
 * <p>The route {@code routes/map-users.camel.yaml} selects and orders the rules; this package keeps their guarantees.
 */
package org.opencompliance.archiver.mapping;

/**
 * Who gets an item: the custom mapping from mobile numbers to mailboxes, the answers of the directory, and the plan
 * that comes of the two.
 *
 * <p>Selection and order of the rules are in {@code routes/map-users.camel.yaml}; here is what must not break.
 */
package org.opencompliance.archiver.mapping;

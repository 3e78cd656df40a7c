/**
 * An RFC 5322 message as Exchange needs it: the fields it has properties for, one body, and attachments that stay on disk.
 *
 * <p>Depends only on mime4j: it ships with the component, and the item parser uses it.
 */
package org.opencompliance.archiver.exchange.mail;

/**
 * An RFC 5322 message as Exchange needs it: the fields it has properties for, one body, and attachments that stay on disk.
 *
 * <p>Knows mime4j and nothing else: it ships with the component, and what parses items builds on it.
 */
package org.opencompliance.archiver.exchange.mail;

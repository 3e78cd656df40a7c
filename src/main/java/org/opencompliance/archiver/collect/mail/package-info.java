/**
 * A folder of mails or a mailbox as the source: which mails a window takes, how each becomes an item, and the record of each mail that
 * was taken or parked. Nothing is changed, moved or deleted at the source.
 */
package org.opencompliance.archiver.collect.mail;

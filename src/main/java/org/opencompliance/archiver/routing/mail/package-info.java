/** A folder of mails or a mailbox as the source: between the route and its listing, the IMAP server, and its failures. */
package org.opencompliance.archiver.routing.mail;

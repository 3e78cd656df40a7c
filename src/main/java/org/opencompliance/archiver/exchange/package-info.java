/**
 * The Camel component {@code microsoft-exchange}: imports RFC 5322 messages into Exchange Online mailboxes through
 * Microsoft Graph, finds them, and looks up the user of an address in the directory.
 *
 * <p>Dependencies go one way: producer, {@code operation} (the steps of a route's request), {@code lane} (when a
 * request may be sent), {@code client} (one HTTP request per method). See {@code DESIGN.md} beside this file for the
 * guarantees.
 */
package org.opencompliance.archiver.exchange;

/**
 * The Camel component {@code microsoft-exchange}: imports RFC 5322 messages into Exchange Online mailboxes through
 * Microsoft Graph, looks for them, and asks the directory whose an address is.
 *
 * <p>Layers point one way: producer, {@code operation} (what a request of a route takes), {@code lane} (when a request
 * may go out), {@code client} (one HTTP request per method). See {@code DESIGN.md} beside this file for what it
 * guarantees.
 */
package org.opencompliance.archiver.exchange;

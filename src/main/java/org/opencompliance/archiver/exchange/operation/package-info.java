/**
 * What each operation takes: several requests in order, each in the lane of its mailbox, none holding a thread while it
 * waits.
 */
package org.opencompliance.archiver.exchange.operation;

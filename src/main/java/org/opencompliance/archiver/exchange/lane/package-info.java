/**
 * Decides when a request may go out: one lane per mailbox, limits over all lanes, separate waits for throttled lanes.
 * Independent of Graph.
 */
package org.opencompliance.archiver.exchange.lane;

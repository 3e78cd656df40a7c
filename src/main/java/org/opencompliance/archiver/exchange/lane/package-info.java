/**
 * When a request may go out: one lane a mailbox, limits over all, throttled lanes waiting alone. Knows nothing of
 * Graph.
 */
package org.opencompliance.archiver.exchange.lane;

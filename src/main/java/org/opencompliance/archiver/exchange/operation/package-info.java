/**
 * The operations on a tenant. Each sends its requests in order, in the lane of its mailbox, and holds no thread while
 * it waits.
 */
package org.opencompliance.archiver.exchange.operation;

/** Finds the items with open work: the sweep, the refill of the queue, and the count of the pending items. */
package org.opencompliance.archiver.delivery.sweep;

/** The work on an item: claim, plan, deliveries, settlement, and the sweep that finds items without a closed record. */
package org.opencompliance.archiver.delivery;

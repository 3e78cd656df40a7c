/** The records that collecting and delivering share: staged items, deliveries, work orders, open days. */
package org.opencompliance.archiver.work;

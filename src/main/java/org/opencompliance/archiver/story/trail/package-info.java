/** The audit trail: the events of the ledger in words, by time, type, account and item. */
package org.opencompliance.archiver.story.trail;

/** The commands on dead letters and on the mailboxes that are waited for. */
package org.opencompliance.archiver.command.deadletter;

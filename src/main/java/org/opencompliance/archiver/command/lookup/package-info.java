/** The commands that look up items and events, also beside a running archiver. They change nothing but indexes. */
package org.opencompliance.archiver.command.lookup;

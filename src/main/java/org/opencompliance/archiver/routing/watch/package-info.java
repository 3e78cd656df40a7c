/** Detects failures that Camel does not report: overdue routes, and errors that end a thread or get lost. */
package org.opencompliance.archiver.routing.watch;

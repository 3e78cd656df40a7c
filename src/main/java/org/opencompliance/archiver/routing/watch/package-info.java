/** Sees what Camel does not tell: routes that should fire and do not, and errors that end a thread or get lost. */
package org.opencompliance.archiver.routing.watch;

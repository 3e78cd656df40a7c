/** Reads from an untrusted source: limits on the size, time and content of its answers. */
package org.opencompliance.archiver.routing.source;

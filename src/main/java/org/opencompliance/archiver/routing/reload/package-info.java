/** Replaces changed routes while the archiver runs; for development. */
package org.opencompliance.archiver.routing.reload;

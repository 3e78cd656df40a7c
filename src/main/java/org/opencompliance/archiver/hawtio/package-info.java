/**
 * Announces the pages of the archiver to a Hawtio console. It is in a jar of its own with them, never in the program; see
 * {@code src/main/hawtio/DESIGN.md}.
 */
package org.opencompliance.archiver.hawtio;

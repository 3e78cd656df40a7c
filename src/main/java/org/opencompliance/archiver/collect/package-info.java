/**
 * Collections: the windows that are due, the items that a window lists, and the staging of originals. {@code work/DESIGN.md} has
 * the rules.
 */
package org.opencompliance.archiver.collect;

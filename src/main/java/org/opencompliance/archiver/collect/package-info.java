/**
 * Collections: which windows are due, which items a window lists, where their originals are staged. The rules are in {@code work/DESIGN.md}.
 */
package org.opencompliance.archiver.collect;

/** The mail that is imported for an item: the original message under a banner, with its properties. */
package org.opencompliance.archiver.item.copy;

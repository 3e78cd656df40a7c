/** Tables that hold millions of keys in a few bytes each. */
package org.opencompliance.archiver.ledger.compact;

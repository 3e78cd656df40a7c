package org.opencompliance.archiver.ledger.index;

import java.io.IOException;

/** The stored index of a day is damaged; it is made anew from the ledger. */
final class DamagedIndexException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedIndexException(String what) {
        super(what);
    }
}

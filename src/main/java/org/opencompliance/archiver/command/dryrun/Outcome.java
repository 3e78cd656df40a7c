package org.opencompliance.archiver.command.dryrun;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a row says of an item, of one of its deliveries, or of a change by another mapping. */
enum Outcome {
    /** Would be imported. */
    IMPORT("import"),
    /** Would be imported without the attachments over the size limit. */
    IMPORT_PARTLY("import-partly"),
    /** Would be parked. */
    PARK("park"),
    /** Would be stored and not imported. */
    SKIP("skip"),
    /** Participants without a mailbox, of an item that the dry run planned. */
    NO_MAILBOX("no-mailbox"),
    /** The dry run could not plan it. */
    UNDECIDED("undecided"),
    /** Imported before. */
    IMPORTED("imported"),
    /** Parked before. */
    PARKED("parked"),
    /** Skipped before. */
    SKIPPED("skipped"),
    /** Planned by the archiver, and not imported yet. */
    PENDING("pending"),
    /** A participant without a mailbox would have one. */
    MAPPED_NEWLY("mapped-newly"),
    /** A participant would have another mailbox. */
    MAPPED_DIFFERENTLY("mapped-differently"),
    /** A participant with a mailbox would have none. */
    MAPPED_NO_LONGER("mapped-no-longer");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    @JsonValue
    String label() {
        return label;
    }

    /** Whether its rows are counted by their participants. */
    boolean isOfParticipants() {
        return this == NO_MAILBOX || isChange();
    }

    /** Whether it is a change by another mapping. */
    boolean isChange() {
        return this == MAPPED_NEWLY || this == MAPPED_DIFFERENTLY || this == MAPPED_NO_LONGER;
    }
}

package org.opencompliance.archiver.mapping;

/** The recipients of an item. */
public enum DeliverTo {
    /** All participants. */
    PARTICIPANTS,
    /** The owner of this copy of the item. */
    OWNER;

    /** The value of the setting {@code archiver.deliver-to}. */
    public static DeliverTo of(String setting) {
        return switch (setting) {
            case "participants" -> PARTICIPANTS;
            case "owner" -> OWNER;
            default -> throw new IllegalArgumentException("archiver.deliver-to must be participants or owner");
        };
    }
}

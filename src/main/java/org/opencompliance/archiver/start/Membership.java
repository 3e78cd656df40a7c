package org.opencompliance.archiver.start;

import org.opencompliance.archiver.storage.azure.AzureAccount;

/**
 * This process among those that work on a storage area.
 *
 * @param name names it among all that ever worked on the area
 * @param account where they share the area, null when this process has it to itself
 * @param standing whether it stands for the lead
 */
public record Membership(String name, AzureAccount account, boolean standing) {

    /** A process that has its area to itself. */
    public static Membership alone(String name) {
        return new Membership(name, null, true);
    }

    boolean shares() {
        return account != null;
    }
}

package org.opencompliance.archiver.start;

import java.util.UUID;
import org.opencompliance.archiver.storage.azure.AzureAccount;

/**
 * This process as a member of the processes on a storage area.
 *
 * @param name unique among all past and present processes on the area
 * @param account of the shared area, null when this process uses the area alone
 * @param canLead whether it can lead
 */
public record Membership(String name, AzureAccount account, boolean canLead) {

    /** A process that uses its area alone. */
    public static Membership alone() {
        return new Membership(UUID.randomUUID().toString(), null, true);
    }

    boolean shares() {
        return account != null;
    }
}

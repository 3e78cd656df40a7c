package org.opencompliance.archiver.exchange;

/**
 * A user of the directory.
 *
 * @param id the object id, which never changes
 * @param userPrincipalName the sign-in name
 * @param mail the primary address, or null
 * @param guest whether the user belongs to another tenant and so has no mailbox here
 */
public record DirectoryUser(String id, String userPrincipalName, String mail, boolean guest) {

    /** Omits names and addresses, because logs contain this text. */
    @Override
    public String toString() {
        return "DirectoryUser[id=" + id + ", guest=" + guest + "]";
    }
}

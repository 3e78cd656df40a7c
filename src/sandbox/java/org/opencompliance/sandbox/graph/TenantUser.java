package org.opencompliance.sandbox.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A user of the directory. Immutable.
 *
 * @param id the object id
 * @param mail the primary address, or null
 * @param proxyAddresses all addresses, with {@code SMTP:} before the primary and {@code smtp:} before the others
 * @param userType {@code Member} or {@code Guest}
 * @param mobilePhone free text, or null
 * @param mailbox whether the user has a mailbox in Exchange Online
 */
public record TenantUser(
        String id,
        String userPrincipalName,
        String displayName,
        String mail,
        List<String> proxyAddresses,
        String userType,
        boolean accountEnabled,
        String mobilePhone,
        boolean mailbox) {

    /** A member with a mailbox; the address is the user principal name. */
    public static TenantUser member(String id, String userPrincipalName, String displayName) {
        List<String> proxies = List.of("SMTP:" + userPrincipalName);
        return new TenantUser(
                id, userPrincipalName, displayName, userPrincipalName, proxies, "Member", true, null, true);
    }

    /** The same user with another primary address. */
    public TenantUser mail(String address) {
        return new TenantUser(
                id,
                userPrincipalName,
                displayName,
                address,
                List.of("SMTP:" + address),
                userType,
                accountEnabled,
                mobilePhone,
                mailbox);
    }

    /** The same user with an additional address. */
    public TenantUser alias(String address) {
        List<String> more = new ArrayList<>(proxyAddresses);
        more.add("smtp:" + address);
        return new TenantUser(
                id,
                userPrincipalName,
                displayName,
                mail,
                List.copyOf(more),
                userType,
                accountEnabled,
                mobilePhone,
                mailbox);
    }

    public TenantUser mobilePhone(String number) {
        return new TenantUser(
                id, userPrincipalName, displayName, mail, proxyAddresses, userType, accountEnabled, number, mailbox);
    }

    /** The same user as an invited guest: in the directory, without a mailbox. */
    public TenantUser guest() {
        return new TenantUser(
                id, userPrincipalName, displayName, mail, proxyAddresses, "Guest", accountEnabled, mobilePhone, false);
    }

    /** The same user with disabled sign-in, as for each shared mailbox. */
    public TenantUser disabled() {
        return new TenantUser(
                id, userPrincipalName, displayName, mail, proxyAddresses, userType, false, mobilePhone, mailbox);
    }

    public TenantUser withoutMailbox() {
        return new TenantUser(
                id, userPrincipalName, displayName, mail, proxyAddresses, userType, accountEnabled, mobilePhone, false);
    }
}

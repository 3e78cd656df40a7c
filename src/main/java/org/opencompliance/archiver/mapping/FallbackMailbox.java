package org.opencompliance.archiver.mapping;

import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/**
 * The mailbox for an item for which no participant has a mailbox.
 *
 * @param answer of the directory; null while it must be asked
 */
public record FallbackMailbox(String address, DirectoryAnswer answer) {

    /** Names the property and no address. */
    static final String INVALID = "The fallback mailbox of archiver.unmapped-mailbox is no valid user either: ";

    public FallbackMailbox {
        if (MailboxAddress.of(address) == null) {
            throw new IllegalArgumentException("archiver.unmapped-mailbox is no mailbox address: correct it");
        }
    }

    /** The address to ask the directory for. */
    Stream<String> unanswered() {
        return answer == null ? Stream.of(address) : Stream.empty();
    }

    FallbackMailbox found(DirectoryAnswer other) {
        boolean same = MailboxAddress.key(other.address()).equals(MailboxAddress.key(address));
        return same ? new FallbackMailbox(address, other) : this;
    }

    /** The result of an item for which no participant has a mailbox, with this mailbox, or with the reason against it. */
    MappingResult apply(MappingResult forNobody) {
        if (answer == null) {
            throw new IllegalStateException(ItemMapping.UNANSWERED);
        }
        String problem = problem(answer);
        if (problem != null) {
            return forNobody.with(INVALID + problem);
        }
        DirectoryUser user = answer.member();
        return forNobody.with(
                new PlannedMailbox(user.id(), user.userPrincipalName(), Rule.FALLBACK, forNobody.unmapped()));
    }

    /** Whether an answer of the directory has one member. */
    public static boolean isValid(DirectoryAnswer answer) {
        return problem(answer) == null;
    }

    /** Why an answer of the directory has no valid user; without an address. Null for a valid one. */
    public static String problem(DirectoryAnswer answer) {
        if (answer.member() != null) {
            return null;
        }
        if (answer.ambiguous()) {
            return answer.members().size() + " members of the directory have its address";
        }
        return answer.matches().isEmpty() ? "the directory does not know its address" : "it is a guest";
    }

    /** Omits the address, because logs contain this text. */
    @Override
    public String toString() {
        return "fallback mailbox";
    }
}

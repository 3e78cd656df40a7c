package org.opencompliance.archiver.exchange;

import java.util.List;

/**
 * The users of the directory that have an address. The lookup uses every way, so that a user found in one way does
 * not hide a user found in the next.
 *
 * @param address the address as requested
 * @param matches the users that have the address, each once, with the first way that found the user; empty when no
 * user has it
 */
public record DirectoryAnswer(String address, List<Match> matches) {

    public DirectoryAnswer {
        matches = List.copyOf(matches);
    }

    /** The ways to look up an address, in their order. */
    public enum Way {
        /** The object id or the user principal name. */
        PRINCIPAL_NAME,
        /** The primary address. */
        MAIL,
        /** All addresses, the primary and the others. */
        PROXY_ADDRESS;

        /** The way in plain words. */
        public String label() {
            return switch (this) {
                case PRINCIPAL_NAME -> "by user principal name";
                case MAIL -> "by primary address";
                case PROXY_ADDRESS -> "by another address";
            };
        }
    }

    /** A user, and the first way that found the user. */
    public record Match(DirectoryUser user, Way way) {

        /** Omits names and addresses. */
        @Override
        public String toString() {
            return user.id() + " " + way.label();
        }
    }

    /** The users that have the address and are not guests. */
    public List<Match> members() {
        return matches.stream().filter(match -> !match.user().guest()).toList();
    }

    /** Whether two or more members have the address, so that its user is unclear. */
    public boolean ambiguous() {
        return members().size() > 1;
    }

    /** The only member that has the address; null when there is none, and when there are several. */
    public DirectoryUser member() {
        List<Match> members = members();
        return members.size() == 1 ? members.get(0).user() : null;
    }

    /** Omits the address, because logs contain this text. */
    @Override
    public String toString() {
        return "DirectoryAnswer" + matches;
    }
}

package org.opencompliance.archiver.exchange;

import java.util.List;

/**
 * Which users of the directory have an address. The directory was asked in every way, so that a user found in one way
 * does not hide another found in the next.
 *
 * @param address as it was asked for
 * @param matches the users that have the address, each once, by the first way that found them; empty when nobody has it
 */
public record DirectoryAnswer(String address, List<Match> matches) {

    public DirectoryAnswer {
        matches = List.copyOf(matches);
    }

    /** The ways to ask, in their order. */
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

        /** Without names and addresses. */
        @Override
        public String toString() {
            return user.id() + " " + way.label();
        }
    }

    /** The users that have the address and are no guests. */
    public List<Match> members() {
        return matches.stream().filter(match -> !match.user().guest()).toList();
    }

    /** Whether the directory leaves open whose the address is: two members or more have it. */
    public boolean ambiguous() {
        return members().size() > 1;
    }

    /** The only member that has the address; null when there is none, and when there are several. */
    public DirectoryUser member() {
        List<Match> members = members();
        return members.size() == 1 ? members.get(0).user() : null;
    }

    /** Without the address, as it ends up in logs. */
    @Override
    public String toString() {
        return "DirectoryAnswer" + matches;
    }
}

package org.opencompliance.archiver.exchange.operation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.client.FoundUser;

/** The users that the questions of one lookup found, by address. Safe for threads. */
final class UserFindings {

    private final Map<String, Map<String, Match>> byAddress = new HashMap<>();

    /**
     * Adds the users that a question about several values found.
     *
     * @return false if a user matches none of the values: the directory compares by its own rules, so each value needs
     *     its own question
     */
    boolean add(UserQuestion question, List<FoundUser> found) {
        Map<String, String> asked = new HashMap<>();
        question.values().forEach(value -> asked.put(key(value), value));
        for (FoundUser user : found) {
            List<String> fitting = user.values(question.way()).stream()
                    .map(value -> asked.get(key(value)))
                    .filter(value -> value != null)
                    .toList();
            if (fitting.isEmpty()) {
                return false;
            }
            fitting.forEach(value -> add(question, question.address(value), user.user()));
        }
        return true;
    }

    /** Adds a user that a question found for an address. */
    synchronized void add(UserQuestion question, String address, DirectoryUser user) {
        Match match = new Match(user, question.way());
        byAddress
                .computeIfAbsent(key(address), unused -> new TreeMap<>())
                .merge(user.id(), match, UserFindings::earlier);
    }

    synchronized DirectoryAnswer answer(String address) {
        List<Match> matches = byAddress.getOrDefault(key(address), Map.of()).values().stream()
                .sorted(Comparator.comparing(Match::way))
                .toList();
        return new DirectoryAnswer(address, matches);
    }

    private static Match earlier(Match one, Match other) {
        return one.way().compareTo(other.way()) <= 0 ? one : other;
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}

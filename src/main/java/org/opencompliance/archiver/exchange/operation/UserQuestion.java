package org.opencompliance.archiver.exchange.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.client.ExchangeClient;

/**
 * One request to the directory for the users that have one of these values.
 *
 * @param way the field to search
 * @param values the values, with their prefixes if the field has any
 */
record UserQuestion(Way way, List<String> values) {

    /** The limit for the values in a URL, in characters: the URL stays well below 2,048, which pass everywhere. */
    private static final int MOST_CHARACTERS = 1_200;

    private static final String PRIMARY = "SMTP:";
    private static final String OTHER = "smtp:";

    /** The additional characters of a value, in a list and in a clause of its own. */
    private static final int LISTED = 9;

    private static final int CLAUSE = 60;

    /** The smallest number of questions that look up each address in every way. */
    static List<UserQuestion> of(Collection<String> addresses) {
        List<UserQuestion> questions = new ArrayList<>();
        for (Way way : Way.values()) {
            List<String> values = new ArrayList<>();
            addresses.forEach(address -> values.addAll(values(way, address)));
            questions.addAll(grouped(way, values));
        }
        return questions;
    }

    /** One question for each way to look up an address, as the service documents it. */
    static List<UserQuestion> alone(String address) {
        List<UserQuestion> questions = new ArrayList<>();
        for (Way way : Way.values()) {
            questions.addAll(new UserQuestion(way, values(way, address)).singly());
        }
        return questions;
    }

    /** A value that is not an address can only be an object id. */
    private static List<String> values(Way way, String address) {
        boolean isAddress = address.indexOf('@') >= 0;
        return switch (way) {
            case PRINCIPAL_NAME -> List.of(address);
            case MAIL -> isAddress ? List.of(address) : List.of();
            case PROXY_ADDRESS -> isAddress ? List.of(OTHER + address, PRIMARY + address) : List.of();
        };
    }

    private static List<UserQuestion> grouped(Way way, List<String> values) {
        List<UserQuestion> questions = new ArrayList<>();
        List<String> group = new ArrayList<>();
        int characters = 0;
        for (String value : values) {
            int size = size(way, value);
            boolean full = group.size() == ExchangeClient.MOST_VALUES
                    || characters + size > MOST_CHARACTERS
                    || !isTogether(value);
            if (full && !group.isEmpty()) {
                questions.add(new UserQuestion(way, List.copyOf(group)));
                group.clear();
                characters = 0;
            }
            group.add(value);
            characters += isTogether(value) ? size : MOST_CHARACTERS;
        }
        if (!group.isEmpty()) {
            questions.add(new UserQuestion(way, List.copyOf(group)));
        }
        return questions;
    }

    private static int size(Way way, String value) {
        int beside = way == Way.PROXY_ADDRESS ? CLAUSE : LISTED;
        return URLEncoder.encode(value, StandardCharsets.UTF_8).length() + beside;
    }

    /** Object ids need a lookup by path, and very long values an advanced query. */
    private static boolean isTogether(String value) {
        return value.indexOf('@') >= 0 && value.length() <= ExchangeClient.LONGEST_VALUE;
    }

    boolean isAlone() {
        return values.size() == 1;
    }

    /** The address that a value stands for. */
    String address(String value) {
        return way == Way.PROXY_ADDRESS ? value.substring(OTHER.length()) : value;
    }

    /** The same values in two questions. */
    List<UserQuestion> halves() {
        int half = values.size() / 2;
        return List.of(
                new UserQuestion(way, values.subList(0, half)),
                new UserQuestion(way, values.subList(half, values.size())));
    }

    /** The same values, each in its own question. */
    List<UserQuestion> singly() {
        return values.stream()
                .map(value -> new UserQuestion(way, List.of(value)))
                .toList();
    }

    /** Leaves out the addresses. */
    @Override
    public String toString() {
        return "UserQuestion[" + way + ", " + values.size() + " values]";
    }
}

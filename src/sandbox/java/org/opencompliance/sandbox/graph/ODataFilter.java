package org.opencompliance.sandbox.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters that an archiver needs. Other filters are rejected, never ignored. */
final class ODataFilter {

    private static final Pattern EQUALS = Pattern.compile("\\s*(\\w+) eq '((?:[^']|'')*)'\\s*");
    private static final Pattern IN =
            Pattern.compile("\\s*(\\w+) in \\(\\s*('(?:[^']|'')*'(?:\\s*,\\s*'(?:[^']|'')*')*)\\s*\\)\\s*");
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern PROXY =
            Pattern.compile("\\s*proxyAddresses/any\\((\\w+):\\s*(\\w+) eq '((?:[^']|'')*)'\\)\\s*");
    private static final Pattern PROPERTY = Pattern.compile("\\s*singleValueExtendedProperties/[Aa]ny\\((\\w+):\\s*"
            + "(\\w+)/id eq '((?:[^']|'')*)' and (\\w+)/value eq '((?:[^']|'')*)'\\)\\s*");
    private static final int MOST_CLAUSES = 15;
    private static final int LONGEST_VALUE = 120;
    private static final Pattern ID = Pattern.compile("id eq '((?:[^']|'')*)'");

    private ODataFilter() {}

    /**
     * A filter for users.
     *
     * @param advanced whether this is an advanced query, without the limits of a simple query
     */
    static Predicate<TenantUser> users(String filter, boolean advanced) {
        if (!advanced) {
            refuseMore(filter);
        }
        return anyOf(filter, ODataFilter::user);
    }

    /** Limits of the directory: clauses of a filter, and characters of a value. */
    private static void refuseMore(String filter) {
        Matcher literal = LITERAL.matcher(filter);
        int clauses = 0;
        while (literal.find()) {
            clauses++;
            if (unquoted(literal.group(1)).length() > LONGEST_VALUE) {
                throw unsupported("The value is longer than the property.");
            }
        }
        if (clauses > MOST_CLAUSES) {
            throw unsupported("Too many child clauses specified in search filter expression containing 'OR'"
                    + " operators: " + clauses + ". Max allowed: " + MOST_CLAUSES);
        }
    }

    static Predicate<FolderRecord> folders(String filter) {
        Matcher equal = EQUALS.matcher(filter);
        if (equal.matches() && equal.group(1).equals("displayName")) {
            String name = unquoted(equal.group(2));
            return folder -> folder.displayName().equalsIgnoreCase(name);
        }
        throw unknown();
    }

    static Predicate<Message> messages(String filter) {
        return anyOf(filter, ODataFilter::message);
    }

    private static Predicate<Message> message(String filter) {
        Matcher equal = EQUALS.matcher(filter);
        if (equal.matches() && equal.group(1).equals("internetMessageId")) {
            String id = unquoted(equal.group(2));
            return message -> id.equals(message.internetMessageId);
        }
        Matcher property = PROPERTY.matcher(filter);
        if (property.matches()
                && property.group(1).equals(property.group(2))
                && property.group(1).equals(property.group(4))) {
            String id = ExtendedProperty.normalised(unquoted(property.group(3)));
            String value = unquoted(property.group(5));
            return message -> value.equalsIgnoreCase(message.extendedProperties.get(id));
        }
        throw unknown();
    }

    /** The normalised ids in {@code singleValueExtendedProperties($filter=id eq '...' or id eq '...')}. */
    static List<String> propertyIds(String expand) {
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(expand);
        while (id.find()) {
            ids.add(ExtendedProperty.normalised(unquoted(id.group(1))));
        }
        return ids;
    }

    private static Predicate<TenantUser> user(String filter) {
        Matcher proxy = PROXY.matcher(filter);
        if (proxy.matches() && proxy.group(1).equals(proxy.group(2))) {
            String address = unquoted(proxy.group(3));
            return user -> user.proxyAddresses().stream().anyMatch(one -> sameProxy(one, address));
        }
        Matcher in = IN.matcher(filter);
        if (in.matches()) {
            Function<TenantUser, String> property = userProperty(in.group(1));
            Set<String> values = literals(in.group(2));
            return user -> property.apply(user) != null && values.contains(folded(property.apply(user)));
        }
        Matcher equal = EQUALS.matcher(filter);
        if (equal.matches()) {
            Function<TenantUser, String> property = userProperty(equal.group(1));
            String value = unquoted(equal.group(2));
            return user -> value.equalsIgnoreCase(property.apply(user));
        }
        throw unknown();
    }

    private static Function<TenantUser, String> userProperty(String name) {
        return switch (name) {
            case "id" -> TenantUser::id;
            case "mail" -> TenantUser::mail;
            case "userPrincipalName" -> TenantUser::userPrincipalName;
            case "mobilePhone" -> TenantUser::mobilePhone;
            default -> throw unknown();
        };
    }

    /** The case of the prefix matters, because it marks the primary address; the case of the address does not. */
    private static boolean sameProxy(String kept, String asked) {
        return kept.equalsIgnoreCase(asked) && kept.regionMatches(0, asked, 0, asked.indexOf(':') + 1);
    }

    private static <T> Predicate<T> anyOf(String filter, Function<String, Predicate<T>> one) {
        Predicate<T> any = element -> false;
        for (String part : filter.split(" or (?=(?:[^']*'[^']*')*[^']*$)")) {
            any = any.or(one.apply(part));
        }
        return any;
    }

    private static Set<String> literals(String list) {
        Set<String> values = new HashSet<>();
        Matcher literal = LITERAL.matcher(list);
        while (literal.find()) {
            values.add(folded(unquoted(literal.group(1))));
        }
        return values;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static GraphError unsupported(String message) {
        return new GraphError(400, "Request_UnsupportedQuery", message);
    }

    private static String unquoted(String quoted) {
        return quoted.replace("''", "'");
    }

    private static GraphError unknown() {
        return new GraphError(
                400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
    }
}

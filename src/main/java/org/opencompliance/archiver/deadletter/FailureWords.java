package org.opencompliance.archiver.deadletter;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Puts words in the place of the names of Java classes in a text for operators: {@code SocketTimeoutException} becomes "no answer in
 * time". Codes of services stay. The log keeps the names of the classes.
 */
final class FailureWords {

    private static final String EXCEPTION = "Exception";
    /** Characters that end a name of a class. */
    private static final String AROUND = " \t\r\n,;:()[]{}<>\"'=/@-";

    /** The first names of packages of libraries. */
    private static final Set<String> ROOTS =
            Set.of("java", "javax", "jakarta", "jdk", "sun", "com", "org", "io", "net");

    private static final String TLS = "TLS failed or the certificate is refused";
    private static final String ENDED = "the connection ended early";
    private static final String NO_FILE = "the file is missing";
    private static final String NO_JSON = "not valid JSON";
    private static final String NO_ANSWER = "no answer in time";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("SocketTimeout", NO_ANSWER),
            Map.entry("HttpTimeout", NO_ANSWER),
            Map.entry("InterruptedIO", NO_ANSWER),
            Map.entry("Timeout", NO_ANSWER),
            Map.entry("ConnectTimeout", "no connection in time"),
            Map.entry("HttpConnectTimeout", "no connection in time"),
            Map.entry("Connect", "connection refused"),
            Map.entry("HttpHostConnect", "connection refused"),
            Map.entry("UnknownHost", "unknown host name"),
            Map.entry("NoRouteToHost", "no route to the host"),
            Map.entry("Socket", "the connection broke"),
            Map.entry("EOF", ENDED),
            Map.entry("ConnectionClosed", ENDED),
            Map.entry("ClosedChannel", ENDED),
            Map.entry("NoHttpResponse", ENDED),
            Map.entry("SSL", TLS),
            Map.entry("SSLHandshake", TLS),
            Map.entry("SSLPeerUnverified", TLS),
            Map.entry("NoSuchFile", NO_FILE),
            Map.entry("FileNotFound", NO_FILE),
            Map.entry("AccessDenied", "permission denied"),
            Map.entry("FileSystem", "the file system failed"),
            Map.entry("IO", "input or output failed"),
            Map.entry("UncheckedIO", "input or output failed"),
            Map.entry("JsonParse", NO_JSON),
            Map.entry("JsonEOF", NO_JSON),
            Map.entry("MismatchedInput", NO_JSON),
            Map.entry("CharConversion", "not valid UTF-8"),
            Map.entry("HttpOperationFailed", "the request was refused"),
            Map.entry("MsalService", "Entra ID refused the login"));

    private FailureWords() {}

    /** The text without a name of an exception or of a package; null stays null. */
    static String plain(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder plain = new StringBuilder(text.length());
        StringTokenizer tokens = new StringTokenizer(text, AROUND, true);
        while (tokens.hasMoreTokens()) {
            plain.append(words(tokens.nextToken()));
        }
        return plain.toString();
    }

    private static String words(String token) {
        String name = token;
        while (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        String end = token.substring(name.length());
        String simple = simple(name);
        if (!simple.endsWith(EXCEPTION) || !isClass(simple)) {
            return simple + end;
        }
        String kind = simple.substring(0, simple.length() - EXCEPTION.length());
        return WORDS.getOrDefault(kind, separated(kind)) + end;
    }

    /** The name of a class without its package; any other name unchanged, such as that of a host or of a key. */
    private static String simple(String name) {
        int root = name.indexOf('.');
        if (root < 0 || !ROOTS.contains(name.substring(0, root))) {
            return name;
        }
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return isClass(simple) ? simple : name;
    }

    /** Microsoft Graph has codes such as {@code generalException}. */
    private static boolean isClass(String name) {
        return !name.isEmpty()
                && Character.isUpperCase(name.charAt(0))
                && name.chars().anyMatch(Character::isLowerCase);
    }

    private static String separated(String kind) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < kind.length(); i++) {
            boolean begins =
                    i > 0 && Character.isUpperCase(kind.charAt(i)) && !Character.isUpperCase(kind.charAt(i - 1));
            words.append(begins ? " " : "").append(kind.charAt(i));
        }
        String text = words.toString().toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "failure" : text;
    }
}

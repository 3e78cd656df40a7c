package org.opencompliance.archiver.management.jmx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.Principal;
import java.util.List;
import javax.security.auth.Subject;

/** The user of an MBean call: the authenticated subject of the call, if there is one. */
final class JmxUser {

    /** A user of a connection without authentication. */
    static final String UNKNOWN = "jmx";

    private static final int LONGEST_NAME = 100;
    /** Principals of a subject other than the user, by class name. */
    private static final List<String> NO_USERS = List.of("Role", "Group");

    private JmxUser() {}

    static String name() {
        Subject subject = subject();
        if (subject == null) {
            return UNKNOWN;
        }
        return subject.getPrincipals().stream()
                .filter(JmxUser::isUser)
                .map(Principal::getName)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .map(JmxUser::printable)
                .orElse(UNKNOWN);
    }

    private static boolean isUser(Principal principal) {
        return NO_USERS.stream().noneMatch(principal.getClass().getSimpleName()::contains);
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{C}", "?");
        return clean.substring(0, Math.min(clean.length(), LONGEST_NAME));
    }

    /** Java 17 has only the older of the two methods; the older one fails from Java 24 on. */
    private static Subject subject() {
        try {
            Method current = Subject.class.getMethod("current");
            return (Subject) current.invoke(null);
        } catch (NoSuchMethodException e) {
            return subjectBefore18();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The caller cannot be asked for", e);
        }
    }

    @SuppressWarnings("removal")
    private static Subject subjectBefore18() {
        return Subject.getSubject(AccessController.getContext());
    }
}

package org.opencompliance.archiver.exchange.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure of Microsoft Entra ID to give a token. */
final class EntraFailure {

    private static final Pattern CODE = Pattern.compile("AADSTS\\d{1,9}");

    private EntraFailure() {}

    /** The operator needs only the code of the error: its text contains names of the tenant. */
    static String reason(Exception failure) {
        Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
        return failure.getClass().getSimpleName() + (code.find() ? " " + code.group() : "");
    }
}

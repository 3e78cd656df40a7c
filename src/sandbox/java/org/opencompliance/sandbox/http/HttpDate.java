package org.opencompliance.sandbox.http;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date format of HTTP headers: two digits for the day, always GMT (RFC 9110, 5.6.7). */
public final class HttpDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private HttpDate() {}

    public static String format(OffsetDateTime utc) {
        return FORMAT.format(utc);
    }
}

package org.opencompliance.archiver.exchange.client;

/** Text in OData filters. */
final class OData {

    private OData() {}

    /** A string literal in quotes, with inner quotes doubled. The SDK encodes it for the URL. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

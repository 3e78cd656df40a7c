package org.opencompliance.archiver.exchange.client;

/** Text in OData filters. */
final class OData {

    private OData() {}

    /** A string literal: quoted, quotes within doubled. The SDK encodes it for the URL. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package org.opencompliance.sandbox.storage;

import java.nio.charset.StandardCharsets;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Content;

/** The forms of the service's answers. */
final class StorageAnswers {

    private static final Content NOTHING = Content.of(new byte[0]);

    private StorageAnswers() {}

    static Answer error(int status, String code) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>")
                .with("x-ms-error-code", code);
    }

    static Answer xml(int status, String text) {
        String whole = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + text;
        return Answer.of(status, "application/xml", whole.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a HEAD request: the headers of a blob, and no body. */
    static Answer headOf(Answer answer) {
        return new Answer(answer.status(), answer.headers(), NOTHING, answer.length(), answer.delivery());
    }

    static String element(String name, Object value) {
        return "<" + name + ">" + escape(String.valueOf(value)) + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

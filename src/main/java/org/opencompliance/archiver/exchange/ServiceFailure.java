package org.opencompliance.archiver.exchange;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/**
 * A failed answer of the service.
 *
 * @param status the HTTP status, 0 when no answer came
 * @param code the service's error code, empty when it named none
 * @param requestId the service's id of the request, empty when there is none
 * @param particular the meaning of the error text beyond the code; the text itself is not kept
 */
public record ServiceFailure(int status, String code, String requestId, Particular particular) implements Serializable {

    /** There was no answer. */
    public static final ServiceFailure NONE = new ServiceFailure(0, "", "");

    private static final Set<String> LONG_REQUEST = Set.of("RequestEntityTooLarge");
    private static final Set<String> OVER_LIMIT =
            Set.of("ErrorMessageSizeExceeded", "ErrorAttachmentSizeLimitExceeded");
    private static final Set<String> UNDER_MINIMUM = Set.of("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");

    /** An answer with no meaning beyond its code. */
    public ServiceFailure(int status, String code, String requestId) {
        this(status, code, requestId, Particular.NONE);
    }

    /** The meaning of a code with several meanings; only the error text tells them apart. */
    public enum Particular {
        NONE,
        /** {@code ErrorQuotaExceeded}: the table of named properties is full, not the mailbox. */
        NAMED_PROPERTIES,
        /** {@code BadRequest}: the request is longer than the service accepts. */
        REQUEST_LENGTH;

        /**
         * The meaning of an error text, which may be null, with this code. Exchange sends "Cannot get ID from name.",
         * and Graph's front end sends "The maximum request length supported is 4MB."
         */
        public static Particular of(String code, String words) {
            String said = words == null ? "" : words.toLowerCase(Locale.ROOT);
            boolean names = said.contains("id from name") || said.contains("named prop");
            if (code.equals("ErrorQuotaExceeded") && names) {
                return NAMED_PROPERTIES;
            }
            return said.contains("maximum request length") ? REQUEST_LENGTH : NONE;
        }
    }

    /** Whether the request was too long for the service or for a proxy on the way. */
    public boolean longRequest() {
        return !overLimit()
                && (status == 413 || LONG_REQUEST.contains(code) || particular == Particular.REQUEST_LENGTH);
    }

    /** Whether a message or attachment is over a limit of the mailbox. */
    public boolean overLimit() {
        return OVER_LIMIT.contains(code);
    }

    /** Whether an attachment is too small for an upload session. */
    public boolean underMinimum() {
        return UNDER_MINIMUM.contains(code);
    }

    /** The answer as the end of a sentence. */
    @Override
    public String toString() {
        if (status == 0) {
            return "";
        }
        return ": HTTP " + status
                + (code.isEmpty() ? "" : " " + code)
                + (particular == Particular.NAMED_PROPERTIES ? " (named properties)" : "")
                + (requestId.isEmpty() ? "" : " (request-id " + requestId + ")");
    }
}

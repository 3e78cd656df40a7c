package org.opencompliance.archiver.exchange;

/**
 * An answer of the service that is not success.
 *
 * @param status the HTTP status, 0 when no answer came
 * @param code the service's error code, empty when it named none
 * @param requestId the service's id of the request, empty when there is none
 */
public record ServiceFailure(int status, String code, String requestId) {

    /** There was no answer. */
    public static final ServiceFailure NONE = new ServiceFailure(0, "", "");

    /** The answer as the end of a sentence. */
    @Override
    public String toString() {
        if (status == 0) {
            return "";
        }
        return ": HTTP " + status
                + (code.isEmpty() ? "" : " " + code)
                + (requestId.isEmpty() ? "" : " (request-id " + requestId + ")");
    }
}

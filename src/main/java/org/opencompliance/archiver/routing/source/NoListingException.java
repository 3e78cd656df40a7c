package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

/** What the source answered is JSON and no listing. The message says what is wrong, and nothing that the source sent. */
public class NoListingException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    NoListingException(JsonParser json, String what) {
        super("it has " + what, json.currentLocation());
    }
}

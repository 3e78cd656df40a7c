package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

/** The source's answer is JSON but not a listing. The message names the problem and contains no data of the source. */
public class NoListingException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    NoListingException(JsonParser json, String what) {
        super("it has " + what, json.currentLocation());
    }
}

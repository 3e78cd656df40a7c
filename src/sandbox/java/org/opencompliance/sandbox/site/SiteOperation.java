package org.opencompliance.sandbox.site;

import org.opencompliance.sandbox.http.Operation;

/** The operations of a site. */
public enum SiteOperation implements Operation {
    LIST,
    FETCH,
    OTHER
}

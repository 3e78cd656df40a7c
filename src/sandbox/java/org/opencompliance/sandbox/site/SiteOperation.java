package org.opencompliance.sandbox.site;

import org.opencompliance.sandbox.http.Operation;

/** What a site can be asked. */
public enum SiteOperation implements Operation {
    LIST,
    FETCH,
    OTHER
}

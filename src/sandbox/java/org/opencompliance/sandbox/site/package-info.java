/** The source: a site with items to list and fetch. */
package org.opencompliance.sandbox.site;

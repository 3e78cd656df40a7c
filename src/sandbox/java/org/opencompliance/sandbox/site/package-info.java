/** The source: items that wait to be listed and fetched. */
package org.opencompliance.sandbox.site;

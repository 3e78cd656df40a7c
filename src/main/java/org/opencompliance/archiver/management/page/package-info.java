/** The answers for the pages of the console, as JSON: days, dead letters, requests, stories of items, and checks of mappings. */
package org.opencompliance.archiver.management.page;

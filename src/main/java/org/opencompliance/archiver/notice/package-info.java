/** Messages to people about collections, days and problems: what a notice says, when it is due, and whether it was sent. */
package org.opencompliance.archiver.notice;

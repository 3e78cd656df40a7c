/** Route files as data: each value with its line, so that a finding names the place. */
package org.opencompliance.archiver.routing.file;

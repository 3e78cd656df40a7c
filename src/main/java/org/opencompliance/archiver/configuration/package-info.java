/**
 * The settings of a process: the property files, mounted files and environment variables that they come from, their types, and the access rights of
 * files that hold secrets.
 */
package org.opencompliance.archiver.configuration;

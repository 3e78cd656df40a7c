/**
 * The settings of a process: their sources (property files, mounted files, environment variables), their types, and the access
 * rights of files with secrets.
 */
package org.opencompliance.archiver.configuration;

/**
 * The client of Microsoft Graph, on its Java SDK. Sends one HTTP request per method and turns responses into records
 * and exceptions. Never retries.
 */
package org.opencompliance.archiver.exchange.client;

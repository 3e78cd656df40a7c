/** The target: users, their mailboxes and a strict reading of Microsoft Graph v1.0 over them. */
package org.opencompliance.sandbox.graph;

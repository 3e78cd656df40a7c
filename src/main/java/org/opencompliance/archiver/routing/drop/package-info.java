/** A drop of ZIP files by SFTP: between the route that polls the server and the listing of the drop. */
package org.opencompliance.archiver.routing.drop;

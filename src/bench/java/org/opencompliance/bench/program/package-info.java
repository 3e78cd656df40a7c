/** The packaged program as a process, with what it costs. */
package org.opencompliance.bench.program;

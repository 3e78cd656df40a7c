/** Measures the packaged program against bare clients in the same run; {@code ./mvnw -Pbench}. */
package org.opencompliance.bench;
